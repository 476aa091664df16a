"""Running a day script through the real commands, with the clock of the script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from salesfloor.base.answers import as_json
from salesfloor.base.china_time import iso
from salesfloor.base.commands import COMMANDS, QUESTIONS, Actor, Happening, Outcome
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ABOVE_SITES, Post
from salesfloor.base.refusals import Refused, bad_input
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.consent import api as consent
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.imports import api as imports
from salesfloor.kernel.people import api as people
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from salesfloor.app.scripts import ScriptLine


BUYER: Final = "buyer"
"""Who acts where a customer does, on a paper of theirs."""
SIGNED_BY_BUYERS: Final = "sign_agreement"


class Replay:
    """One run of a script: remembers the site that lines without one are about."""

    def __init__(
        self, policies: Mapping[str, Any] | None = None, *, folder: Path | None = None
    ) -> None:
        self.policies = dict(policies or {})
        self.folder = folder
        """Where the script lies: files that its lines name are seen from there."""
        self.site_id: int | None = None

    def run(self, lines: Iterable[ScriptLine]) -> Iterator[dict[str, Any]]:
        """Yield the answers in order, and in between what happens by itself."""
        for line in lines:
            for happening in deadlines.run_due(line.at):
                yield happening_as_json(happening)
            yield from self._answer(line)

    def end_late_days(self, now: datetime) -> Iterator[dict[str, Any]]:
        """Yield what happens when the days to which entries were made late end."""
        with transaction.atomic():
            reception.end_late_days()
        for happening in deadlines.run_due(now):
            yield happening_as_json(happening)

    def _answer(self, line: ScriptLine) -> Iterator[dict[str, Any]]:
        head = {"line": line.number, "do": line.do}
        try:
            outcome = self._carry_out(line)
        except Refused as refusal:
            also = {"also": list(refusal.also)} if refusal.also else {}
            message = said(refusal.sentence)
            yield {**head, "ok": False, "clause": refusal.clause, **also, "message": message}
            return
        # An answer may hold a fact of the same name (`read_thread`): the number of the line stays.
        yield {**head, "ok": True, **outcome.answer, **head, **_rests_on(outcome)}
        for happening in outcome.happenings:
            yield happening_as_json(happening)

    def _carry_out(self, line: ScriptLine) -> Outcome:
        actor = self._actor(line)
        if line.do in QUESTIONS:
            question = QUESTIONS[line.do]
            answer = question.ask(actor=actor, at=line.at, given=line.given)
            return Outcome(answer, [], question.clauses)
        given = line.given
        if line.do == "site":
            given = self._with_policies(given)
        if line.do == "import_file":
            given = self._with_file(given, actor, line.at)
        with consent.taken_as_given():  # on paper they signed for it
            outcome = COMMANDS[line.do].give(actor=actor, at=line.at, given=given)
        if line.do == "site":
            self.site_id = people.site_by_code(as_json(outcome.answer)["site"]).pk
        return outcome

    def _with_policies(self, given: dict[str, Any]) -> dict[str, Any]:
        """Let what is tried go before what a site says; what is no object is left to its field."""
        policy = given.get("policy") or {}
        if not self.policies or not isinstance(policy, dict):
            return given
        return {**given, "policy": {**policy, **self.policies}}

    def _with_file(self, given: dict[str, Any], actor: Actor, at: datetime) -> dict[str, Any]:
        """Send the spreadsheet that a line names by its path; a path to nothing is left to the command."""
        path = given.get("file")
        if (
            self.folder is None
            or actor.site_id is None
            or not isinstance(path, str)
            or "\0" in path
        ):
            return given
        file = self.folder / path
        if not file.is_file():
            return given
        value = imports.receive(
            site_id=actor.site_id,
            staff_id=actor.staff_id,
            name=file.name,
            content=file.read_bytes(),
            at=at,
        )
        return {**given, "file": value}

    def _actor(self, line: ScriptLine) -> Actor:
        site_id = people.site_by_code(line.site).pk if line.site else None
        if line.by == BUYER and line.do == SIGNED_BY_BUYERS:
            return Actor(BUYER, Post.OPERATOR, site_id or self.site_id)
        if line.by is None:
            return Actor("script", Post.OPERATOR, site_id or self.site_id)
        actor = people.actor_by_code(line.by, line.at)
        if site_id is None and actor.site_id is None:
            site_id = self.site_id
        if site_id is None or site_id == actor.site_id:
            return actor
        if actor.site_id is not None and actor.post not in ABOVE_SITES:
            raise bad_input(phrase("{who} is not at this site.", who=line.by))
        return Actor(actor.code, actor.post, site_id, actor.staff_id, actor.name)


def happening_as_json(happening: Happening) -> dict[str, Any]:
    """Return what happened by itself as a script prints it."""
    return {
        "at": iso(happening.at),
        "auto": happening.name,
        "clause": happening.clause,
        **({"also": list(happening.also)} if happening.also else {}),
        **happening.fields,
    }


def _rests_on(outcome: Outcome) -> dict[str, Any]:
    """Name the clauses that an outcome rests on, and those that somebody has not kept."""
    named = {"clauses": outcome.clauses, "not_kept": outcome.not_kept}
    return {name: list(numbers) for name, numbers in named.items() if numbers}

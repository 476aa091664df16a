"""The journal of commands: what was done or refused, by which clause; keys kept for ever."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import orjson
from django.db import transaction

from salesfloor.base.commands import COMMANDS, Act, Answer, Recorded
from salesfloor.base.fingerprints import without_secrets
from salesfloor.base.phrases import Phrase
from salesfloor.base.sql import execute, fetch_one, text_array
from salesfloor.kernel.rulebook.models import Evidence

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.refusals import Refused

OnRefused = Callable[[Act, "Refused"], None]
BOARD_CHANNEL: Final = "salesfloor_board"

_WRITE: Final = """
    WITH written AS (
        INSERT INTO rulebook_evidence (site_id, command, actor, post, at, recorded_at, outcome,
            clauses, missed, missed_by, subject, sentence, facts, answer, key, fingerprint)
        VALUES (%s, %s, %s, %s, %s, register.now(%s), %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
        RETURNING id
    )
    SELECT CASE WHEN %s THEN pg_notify(%s, %s) END FROM written
"""


_ON_REFUSED: Final[dict[tuple[str, str], list[OnRefused]]] = defaultdict(list)


def on_refused(name: str, clause: str) -> Callable[[OnRefused], OnRefused]:
    """Subscribe to a command refused by a clause, after it is rolled back: somebody is to be told."""

    def subscribe(function: OnRefused) -> OnRefused:
        _ON_REFUSED[name, clause].append(function)
        return function

    return subscribe


class DatabaseJournal:
    """Writes each command in the table of evidence."""

    def find(self, key: str) -> Recorded | None:
        """Return what was recorded under the key, if anything."""
        row = Evidence.objects.filter(key=key).first()
        if row is None:
            return None
        answer = row.answer if row.outcome == Evidence.Outcome.DONE else None
        clause = row.clauses[0] if row.clauses else ""
        return Recorded(row.fingerprint, answer, clause, row.sentence, row.facts)

    def done(self, act: Act, answer: Answer) -> None:
        """Write down a command that succeeded, and wake the site's screens at the commit."""
        declared = COMMANDS.get(act.name)
        kept = without_secrets(declared.answer_type if declared else None, answer)
        self._write(act, Evidence.Outcome.DONE, act.cited, answer=kept)

    def by_itself(self, act: Act) -> None:
        """Write down what fell due and happened without anyone acting."""
        self._write(act, Evidence.Outcome.BY_ITSELF, act.cited)

    def refused(self, act: Act, refusal: Refused) -> None:
        """Write down a command that was refused, in a transaction of its own."""
        act.touches_board = False
        act.missed, act.missed_by = [], []
        with transaction.atomic():
            cited = [refusal.clause, *refusal.also]
            self._write(act, Evidence.Outcome.REFUSED, cited, sentence=refusal.sentence)
            for listener in _ON_REFUSED.get((act.name, refusal.clause), ()):
                listener(act, refusal)

    def _write(
        self,
        act: Act,
        outcome: Evidence.Outcome,
        clauses: list[str],
        *,
        answer: Answer | None = None,
        sentence: Phrase | None = None,
    ) -> None:
        facts = _plain(sentence.facts) if sentence else {}
        row = (
            act.site_id,
            act.name,
            act.actor.code,
            act.actor.post.value,
            act.at,
            act.at,
            outcome.value,
            text_array(clauses),
            text_array(act.missed),
            text_array(act.missed_by),
            act.subject,
            sentence.template if sentence else "",
            orjson.dumps(facts).decode(),
            None if answer is None else orjson.dumps(answer).decode(),
            act.key,
            act.fingerprint,
        )
        execute(_WRITE, (*row, act.touches_board, BOARD_CHANNEL, str(act.site_id or "")))


def _plain(facts: Any) -> dict[str, str]:  # noqa: ANN401 - a mapping of anything
    return {name: str(value) for name, value in facts.items()}


def database_now(claimed: datetime) -> datetime:
    """Return the moment by the database's clock (the script's own in a day script)."""
    row = fetch_one("SELECT register.now(%s)", (claimed,))
    if row is None:
        raise AssertionError("the database does not say what time it is")
    now: datetime = row[0]
    return now

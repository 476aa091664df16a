"""Commands: the one way to change the world, each declared once.

From the declaration follow the REST endpoint with its schemas, the line of a day script, the form, the row of the
permission grid, idempotency, the register's sentence and the record of what was done by which clause.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

import pydantic
from django.db import DatabaseError, IntegrityError, transaction

from salesfloor.base import lines
from salesfloor.base.acts import (
    Act,
    Actor,
    Happening,
    Outcome,
    SiteActor,
    StaffActor,
    about,
    acting,
    announce,
    board_changed,
    cite,
    current_act,
    miss,
    remember,
    remembered,
    writing,
)
from salesfloor.base.answers import as_json
from salesfloor.base.beforehand import check_clock, let_due_happen, tell_under_way
from salesfloor.base.constraints import refusal_of
from salesfloor.base.declarations import Declaration, P, R
from salesfloor.base.input_errors import sentence_about
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.refusals import ACCESS, Busy, KeyReused, Refused, bad_input
from salesfloor.base.sql import pipelined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from salesfloor.base.declarations import AtTrade
    from salesfloor.base.lines import RegisterLine
    from salesfloor.base.posts import Post
    from salesfloor.base.trades import Trade

__all__ = [
    "COMMANDS",
    "QUESTIONS",
    "Act",
    "Actor",
    "Answer",
    "Command",
    "Happening",
    "Outcome",
    "Question",
    "Recorded",
    "SiteActor",
    "StaffActor",
    "about",
    "acting",
    "announce",
    "board_changed",
    "cite",
    "command",
    "count_refusal",
    "current_act",
    "miss",
    "question",
    "remember",
    "remembered",
    "use_journal",
]

Answer = dict[str, Any]
"""An answer as plain JSON values, named as in the day scripts."""

_PASSING: Final = frozenset({"40P01", "55P03", "SF001"})
"""SQL states that pass by themselves: a deadlock, a lock timeout, a clock behind a register's last line."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A command that was given before under the same key."""

    fingerprint: str
    answer: Answer | None
    clause: str
    sentence: str
    facts: Mapping[str, Any]


class Journal(Protocol):
    """Where commands are recorded; the rulebook module provides it."""

    def find(self, key: str) -> Recorded | None:
        """Return what is recorded under the key, if anything."""

    def done(self, act: Act, answer: Answer) -> None:
        """Record a command that succeeds, in its own transaction."""

    def refused(self, act: Act, refusal: Refused) -> None:
        """Record a command that is refused, after its transaction is rolled back."""


_journal: list[Journal] = []


def was_given(key: str) -> bool:
    """Tell whether a command was given, or refused, under the key before."""
    return any(journal.find(key) is not None for journal in _journal)


def use_journal(journal: Journal) -> None:
    """Name the journal in which all commands are recorded."""
    _journal[:] = [journal]


class Command(Declaration[P, R]):
    """A declared command; calling it checks, carries out and records it."""

    def __init__(
        self,
        name: str,
        function: Callable[P, R],
        *,
        writes: RegisterLine | None = None,
        done: Phrase | None = None,
        catches_up: bool = True,
        nameless: str = "",
        **declared: Any,  # noqa: ANN401 - see Declaration
    ) -> None:
        super().__init__(name, function, **declared)
        self.catches_up = catches_up
        self.nameless = nameless
        self.done = done or phrase("Done.")
        answered = self.answer_type.model_fields if self.answer_type else {}
        facts = {*self.fields.model_fields, *answered, "by"}
        self.writes = writes and lines.of_command(name, writes, facts)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Answer:
        """Carry the command out with typed arguments, all of them named."""
        if args:
            raise TypeError(f"{self.name}: every argument of a command is named")
        return self.carry_out(kwargs).answer

    def give(
        self,
        *,
        actor: Actor,
        at: datetime,
        given: Mapping[str, Any],
        key: str | None = None,
        fingerprint: str = "",
    ) -> Outcome:
        """Carry the command out with fields as they came in.

        :raises Refused: `input` where a field is missing, unknown or unusable; `access` (or the clause that says
            who may) for missing rights; else the clause.
        :raises KeyReused: the key was used with another body.
        """
        try:
            parsed = self.fields.model_validate(given)
        except pydantic.ValidationError as error:
            refusal = bad_input(sentence_about(error))
            if not (self.nameless and given.get(self.nameless)):
                self._record_refusal(Act(self.name, actor, at, actor.site_id), refusal)
            raise refusal from None
        return self.give_parsed(parsed, actor=actor, at=at, key=key, fingerprint=fingerprint)

    def give_parsed(
        self,
        parsed: pydantic.BaseModel,
        *,
        actor: Actor,
        at: datetime,
        key: str | None = None,
        fingerprint: str = "",
    ) -> Outcome:
        """Carry the command out with fields that are parsed already; see `give`."""
        kwargs = {name: getattr(parsed, name) for name in self.fields.model_fields}
        return self.carry_out(
            {"actor": actor, "at": at, **kwargs}, key=key, fingerprint=fingerprint
        )

    def carry_out(
        self, kwargs: Mapping[str, Any], *, key: str | None = None, fingerprint: str = ""
    ) -> Outcome:
        """Check rights, do it in one transaction, record it.

        :raises Refused: a broken constraint of the database too, by its clause.
        :raises Busy: a lock is held too long, or the clock has just jumped; nothing is done.
        """
        act = self._begun(kwargs, key, fingerprint)
        check_clock(act.at)
        if self.catches_up:
            let_due_happen(act.actor.site_id, act.at)
        if self.nameless and kwargs.get(self.nameless):
            return self._do_namelessly(kwargs)
        try:
            answer = self._do(act, kwargs)
        except Refused as refusal:
            return self._earlier_or_refused(act, refusal)
        except IntegrityError as error:
            broken = refusal_of(error)
            if broken is None and act.key is None:
                raise
            return self._earlier_or_refused(act, broken or error)
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") in _PASSING:
                raise Busy(str(error)) from error
            raise
        return Outcome(answer, act.happenings, tuple(act.cited), tuple(dict.fromkeys(act.missed)))

    def as_part(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Do it as a part of the command under way, in its transaction; the register's line is this command's own."""
        with writing(self.writes):
            return self.function(*args, **kwargs)

    def _do_namelessly(self, kwargs: Mapping[str, Any]) -> Outcome:
        """Do what leaves no trace of who did it: no journal, no key, no session, refused or not."""
        actor = self.actor_for(kwargs["actor"])
        nobody = Actor("", actor.post, actor.site_id)
        with acting(Act(self.name, nobody, kwargs["at"], actor.site_id)), transaction.atomic():
            answer = as_json(self._function(**{**kwargs, "actor": actor}))
        return Outcome(answer, [])

    def _begun(self, kwargs: Mapping[str, Any], key: str | None, fingerprint: str) -> Act:
        actor: Actor = kwargs["actor"]
        return Act(self.name, actor, kwargs["at"], actor.site_id, key, fingerprint, self.writes)

    def _do(self, act: Act, kwargs: Mapping[str, Any]) -> Answer:
        with acting(act):
            actor = self.actor_for(act.actor)
            with pipelined(), transaction.atomic():
                if self.catches_up:
                    tell_under_way(act.actor.site_id, act.at)
                answer = as_json(self._function(**{**kwargs, "actor": actor}))
                if not act.cited:
                    cite(*self.clauses)
                self._journal.done(act, answer)
        return answer

    def _earlier_or_refused(self, act: Act, error: Refused | IntegrityError) -> Outcome:
        """Answer as the first time where the key was used before; else record the refusal."""
        if (earlier := self._earlier(act)) is not None:
            return earlier
        if isinstance(error, Refused):
            self._record_refusal(act, error)
        raise error

    def _earlier(self, act: Act) -> Outcome | None:
        found = None if act.key is None else self._journal.find(act.key)
        if found is None:
            return None
        if found.fingerprint != act.fingerprint:
            raise KeyReused
        if found.answer is None:
            raise Refused(found.clause, phrase(found.sentence, **found.facts))
        return Outcome(found.answer, [])

    def _record_refusal(self, act: Act, refusal: Refused) -> None:
        try:
            self._journal.refused(act, refusal)
        except IntegrityError:
            self._earlier(act)

    @property
    def _journal(self) -> Journal:
        return _journal[0]


def count_refusal(name: str, actor: Actor, at: datetime, refusal: Refused) -> None:
    """Record that something that is no command was refused, such as opening a page."""
    _journal[0].refused(Act(name, actor, at, actor.site_id), refusal)


class Question(Declaration[P, R]):
    """A declared question: asks, changes nothing; the data of pages, API and scripts."""

    def ask(self, *, actor: Actor, at: datetime, given: Mapping[str, Any]) -> Answer:
        """Answer with fields as they came in.

        :raises Refused: `input` for unusable fields, `access` (or its clause) for missing rights; else the clause.
        """
        try:
            parsed = self.fields.model_validate(given)
        except pydantic.ValidationError as error:
            raise bad_input(sentence_about(error)) from None
        kwargs = {name: getattr(parsed, name) for name in self.fields.model_fields}
        return as_json(self._function(actor=self.actor_for(actor), at=at, **kwargs))

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """Answer in the question's own type, for pages of the same module."""
        return self.function(*args, **kwargs)


COMMANDS: Final[dict[str, Command[Any, Any]]] = {}
QUESTIONS: Final[dict[str, Question[Any, Any]]] = {}


def command(
    name: str,
    *,
    may: frozenset[Post],
    word: Phrase | None = None,
    clauses: tuple[str, ...] = (),
    post_clause: str = ACCESS,
    trades: frozenset[Trade] | None = None,
    at_trades: Mapping[Trade, AtTrade] | None = None,
    writes: RegisterLine | None = None,
    done: Phrase | None = None,
    catches_up: bool = True,
    nameless: str = "",
    without_by: bool = False,
) -> Callable[[Callable[P, R]], Command[P, R]]:
    """Declare a keyword-only function as the command `name`.

    `may` are the posts that can give it and `post_clause` is what a refusal for the post names; `word` names it in lists
    and on its button; `clauses` are those it keeps, and its outcome rests on all of them unless it cites some itself;
    `trades` are those whose sites use it (all without it), `at_trades` who may where a trade has it otherwise; `writes`
    is its line in a register, written by `registers.record`; `done` is the word after it on a page; `nameless` is the
    field by which it is given without a name: nothing then tells, to anybody and for ever, who gave it; a line of a day
    script may name nobody where `without_by`. Fields carry their labels (`Label`), the return type is an `Answer`. What
    is due at the site happens first, unless the command's own lock brings all that it reads up to date (`catches_up`).
    """

    def register(function: Callable[P, R]) -> Command[P, R]:
        declared = Command(
            name,
            function,
            may=may,
            word=word,
            clauses=clauses,
            post_clause=post_clause,
            trades=trades,
            at_trades=at_trades,
            writes=writes,
            done=done,
            catches_up=catches_up,
            nameless=nameless,
            without_by=without_by,
        )
        COMMANDS[_once(COMMANDS, name)] = declared
        return declared

    return register


def question(
    name: str,
    *,
    may: frozenset[Post],
    word: Phrase | None = None,
    clauses: tuple[str, ...] = (),
    post_clause: str = ACCESS,
    trades: frozenset[Trade] | None = None,
    without_by: bool = False,
) -> Callable[[Callable[P, R]], Question[P, R]]:
    """Declare a keyword-only function as the question `name`; the arguments are those of `command`."""

    def register(function: Callable[P, R]) -> Question[P, R]:
        declared = Question(
            name,
            function,
            may=may,
            word=word,
            clauses=clauses,
            post_clause=post_clause,
            trades=trades,
            without_by=without_by,
        )
        QUESTIONS[_once(QUESTIONS, name)] = declared
        return declared

    return register


def _once(there: Mapping[str, object], name: str) -> str:
    """Return the name of what is declared now.

    :raises TypeError: another module has declared it.
    """
    if name in there:
        raise TypeError(f"{name} is declared twice")
    return name

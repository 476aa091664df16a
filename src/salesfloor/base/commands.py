"""Commands and questions: the one way in which the world is changed and asked.

From one registered function come the REST endpoint, the line of a day script, the
permission grid, idempotency and the record of what was done by which clause.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import update_wrapper
from typing import TYPE_CHECKING, Any, Final, Generic, ParamSpec, Protocol

import pydantic
from django.db import DatabaseError, IntegrityError, transaction

from salesfloor.base import together
from salesfloor.base.arguments import fields_of
from salesfloor.base.input_errors import sentence_about
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import ACCESS, Busy, KeyReused, Refused, bad_input
from salesfloor.base.sql import pipelined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from salesfloor.base.posts import Post
    from salesfloor.base.together import First

P = ParamSpec("P")
Answer = dict[str, Any]
"""What a command answers: names of the fields as in the day scripts, plain JSON values."""

_PASSING: Final = frozenset({"40P01", "55P03", "SF001"})
"""What passes by itself: a lock that others held too long or will not get, a clock behind a
register's last line."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, at which site, in which post."""

    code: str
    post: Post
    site_id: int | None
    staff_id: int | None = None
    name: str = ""
    session: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that came about by itself, and the clause it rests on."""

    name: str
    clause: str
    at: datetime
    fields: Mapping[str, Any]


@dataclass(slots=True)
class Act:
    """One command being carried out: what it cites, causes and is about."""

    name: str
    actor: Actor
    at: datetime
    site_id: int | None
    key: str | None = None
    fingerprint: str = ""
    subject: str = ""
    touches_board: bool = False
    remembered: dict[tuple[str, int], Any] = field(default_factory=dict)
    cited: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A command that was given before under the same key."""

    fingerprint: str
    answer: Answer | None
    clause: str
    sentence: str
    facts: Mapping[str, Any]


class Journal(Protocol):
    """Where commands are written down; the rulebook module provides it."""

    def find(self, key: str) -> Recorded | None:
        """Return what was recorded under the key, if anything."""

    def done(self, act: Act, answer: Answer) -> None:
        """Write down a command that succeeded, in its own transaction."""

    def refused(self, act: Act, refusal: Refused) -> None:
        """Write down a command that was refused, after its transaction is gone."""


_current: ContextVar[Act | None] = ContextVar("act", default=None)
_journal: list[Journal] = []


def use_journal(journal: Journal) -> None:
    """Name the journal that all commands are written in."""
    _journal[:] = [journal]


def current_act() -> Act:
    """Return the command being carried out."""
    act = _current.get()
    if act is None:
        message = "no command is being carried out"
        raise RuntimeError(message)
    return act


def cite(*clauses: str) -> None:
    """Say by which clauses the current command has its outcome."""
    cited = current_act().cited
    cited.extend(number for number in clauses if number not in cited)


def miss(clause: str) -> None:
    """Say that the current act records a clause somebody did not keep."""
    current_act().missed.append(clause)


def about(subject: str) -> None:
    """Say which case the current command is about, as `reception:12`."""
    current_act().subject = subject


def board_changed() -> None:
    """Say that the site's screens show something else now."""
    current_act().touches_board = True


def announce(name: str, clause: str, *, at: datetime | None = None, **fields: Any) -> None:  # noqa: ANN401
    """Report something the current command caused by itself."""
    act = current_act()
    act.happenings.append(Happening(name, clause, at or act.at, fields))


def remembered(what: str, about_id: int) -> Any:  # noqa: ANN401 - whatever was remembered
    """Return what `remember` kept for the current act, or None."""
    act = _current.get()
    return None if act is None else act.remembered.get((what, about_id))


def remember(what: str, about_id: int, value: Any) -> None:  # noqa: ANN401 - for `remembered`
    """Keep a fact for the rest of the current act, so that it is asked for once."""
    act = _current.get()
    if act is not None:
        act.remembered[what, about_id] = value


@contextmanager
def acting(act: Act) -> Iterator[Act]:
    """Make `act` the one that `cite`, `announce` and the like speak of."""
    token = _current.set(act)
    try:
        yield act
    finally:
        _current.reset(token)


@dataclass(frozen=True)
class Outcome:
    """What came of a command: its answer, and what it caused by itself."""

    answer: Answer
    happenings: list[Happening]


class Command(Generic[P]):
    """A registered command; calling it checks, carries out and records it."""

    def __init__(
        self,
        name: str,
        function: Callable[P, Answer],
        may: frozenset[Post],
        clause: str,
        first: First | None = None,
    ) -> None:
        self.name = name
        self.first = first
        self.function = function
        self.may = may
        self.clause = clause
        self.fields = fields_of(name, function)
        update_wrapper(self, function)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Answer:
        """Carry the command out with typed arguments; see the function's own words."""
        if args:
            message = f"{self.name}: every argument of a command is named"
            raise TypeError(message)
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

        :raises Refused: `input` where a field is missing, unknown or unusable; `access`
            (or the clause that says who may) for missing rights; else the clause.
        :raises KeyReused: the key was used with another body.
        """
        try:
            parsed = self.fields.model_validate(given)
        except pydantic.ValidationError as error:
            refusal = bad_input(sentence_about(error))
            act = Act(self.name, actor, at, actor.site_id)
            self._record_refusal(act, refusal)
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
        """Carry the command out with fields that were read into `fields` already; see `give`."""
        kwargs = {name: getattr(parsed, name) for name in self.fields.model_fields}
        return self.carry_out(
            {"actor": actor, "at": at, **kwargs}, key=key, fingerprint=fingerprint
        )

    def carry_out(
        self, kwargs: Mapping[str, Any], *, key: str | None = None, fingerprint: str = ""
    ) -> Outcome:
        """Check rights, do it in one transaction, write it down."""
        attempt = _Attempt(self, kwargs, key, fingerprint)
        try:
            with acting(attempt.act):
                self._check_rights(attempt.act.actor)
            self._do(attempt)
        except Refused as refusal:
            earlier = self._earlier(attempt.act)
            if earlier is not None:
                return earlier
            self._record_refusal(attempt.act, refusal)
            raise
        except IntegrityError:
            earlier = self._earlier(attempt.act)
            if earlier is None:
                raise
            return earlier
        except DatabaseError as error:
            if getattr(error.__cause__, "sqlstate", "") in _PASSING:
                raise Busy(str(error)) from error
            raise
        return Outcome(attempt.answer, attempt.act.happenings)

    def _do(self, attempt: _Attempt) -> None:
        if self.first is None or attempt.act.site_id is None:
            with pipelined(), transaction.atomic():
                attempt()
        else:
            place = (attempt.act.site_id, self.first)
            together.carry_out(place, self.first, together.Task(attempt.kwargs, attempt))

    def may_be_given_by(self, actor: Actor) -> bool:
        """Tell whether the person's post may give this command at all."""
        return actor.post in self.may

    def _check_rights(self, actor: Actor) -> None:
        if not self.may_be_given_by(actor):
            raise Refused(
                self.clause,
                phrase("This is not for your post. Ask someone who may do it."),
            )

    def _earlier(self, act: Act) -> Outcome | None:
        if act.key is None:
            return None
        found = self._journal.find(act.key)
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


@dataclass(frozen=True)
class Question:
    """A registered question: asks, changes nothing."""

    name: str
    function: Callable[..., Answer]
    may: frozenset[Post]
    fields: type[pydantic.BaseModel]

    def ask(self, *, actor: Actor, at: datetime, given: Mapping[str, Any]) -> Answer:
        """Answer with fields as they came in.

        :raises Refused: `input` for unusable fields, `access` for missing rights.
        """
        if actor.post not in self.may:
            raise Refused(ACCESS, phrase("This is not for your post."))
        try:
            parsed = self.fields.model_validate(given)
        except pydantic.ValidationError as error:
            raise bad_input(sentence_about(error)) from None
        kwargs = {name: getattr(parsed, name) for name in self.fields.model_fields}
        return self.function(actor=actor, at=at, **kwargs)


class _Attempt:
    """A command's way through its transaction; made anew, it leaves nothing of the time before."""

    def __init__(
        self,
        command: Command[Any],
        kwargs: Mapping[str, Any],
        key: str | None,
        fingerprint: str,
    ) -> None:
        self.command = command
        self.kwargs = kwargs
        self._keys = (key, fingerprint)
        self.act = self._begun()
        self.answer: Answer = {}

    def __call__(self) -> None:
        self.act = self._begun()
        with acting(self.act):
            self.answer = self.command.function(**self.kwargs)
            _journal[0].done(self.act, self.answer)

    def _begun(self) -> Act:
        actor: Actor = self.kwargs["actor"]
        return Act(self.command.name, actor, self.kwargs["at"], actor.site_id, *self._keys)


COMMANDS: dict[str, Command[Any]] = {}
QUESTIONS: dict[str, Question] = {}


def command(
    name: str, *, may: frozenset[Post], clause: str = ACCESS, first: First | None = None
) -> Callable[[Callable[P, Answer]], Command[P]]:
    """Register a keyword-only function as the command `name`.

    `may` are the posts that can give it; `clause` is what a refusal for the post names. `first` is
    done before the function: commands of a site that have the same one, and would wait for each
    other, go together, and it is told at once what all of them were given.
    """

    def register(function: Callable[P, Answer]) -> Command[P]:
        registered = Command(name, function, may, clause, first)
        COMMANDS[name] = registered
        return registered

    return register


def question(
    name: str, *, may: frozenset[Post]
) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Register a keyword-only function as the question `name`."""

    def register(function: Callable[..., Answer]) -> Callable[..., Answer]:
        QUESTIONS[name] = Question(name, function, may, fields_of(name, function))
        return function

    return register

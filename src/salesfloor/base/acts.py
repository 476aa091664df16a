"""The act under way: who acts, which clauses its outcome cites, what it causes by itself."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from salesfloor.base.lines import RegisterLine
    from salesfloor.base.posts import Post


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
class SiteActor(Actor):
    """An actor whose site is certain; commands that need a site ask for this type."""

    site_id: int


@dataclass(frozen=True, slots=True)
class StaffActor(SiteActor):
    """An actor who is a person at a site; both are certain."""

    staff_id: int = 0


@dataclass(frozen=True, slots=True)
class Happening:
    """An event that comes about by itself, and the clause it rests on."""

    name: str
    clause: str
    at: datetime
    fields: Mapping[str, Any]
    also: tuple[str, ...] = ()
    """Further clauses that it rests on: they ask for the same as the first."""


@dataclass(slots=True)
class Act:
    """One command or due deadline being carried out: what it cites, causes and is about."""

    name: str
    actor: Actor
    at: datetime
    site_id: int | None
    key: str | None = None
    fingerprint: str = ""
    writes: RegisterLine | None = None
    subject: str = ""
    touches_board: bool = False
    remembered: dict[tuple[str, int], Any] = field(default_factory=dict)
    cited: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    missed_by: list[str] = field(default_factory=list)
    """Whose act each missed clause is, in the same order; empty where nobody's in particular."""
    happenings: list[Happening] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a command: its answer, the events that it causes, and the clauses it rests on."""

    answer: dict[str, Any]
    happenings: list[Happening]
    clauses: tuple[str, ...] = ()
    not_kept: tuple[str, ...] = ()
    """The clauses that somebody has not kept, as the outcome shows."""


_current: ContextVar[Act | None] = ContextVar("act", default=None)


def current_act() -> Act:
    """Return the act under way."""
    act = _current.get()
    if act is None:
        message = "no command is being carried out"
        raise RuntimeError(message)
    return act


def running_act() -> Act | None:
    """Return the act under way, or None."""
    return _current.get()


@contextmanager
def writing(line: RegisterLine | None) -> Iterator[None]:
    """Let what is done write that line of a register in the place of the act's own."""
    act = current_act()
    of_whole, act.writes = act.writes, line
    try:
        yield
    finally:
        act.writes = of_whole


@contextmanager
def acting(act: Act) -> Iterator[Act]:
    """Make `act` the one that `cite`, `announce` and the like speak of."""
    token = _current.set(act)
    try:
        yield act
    finally:
        _current.reset(token)


def cite(*clauses: str) -> None:
    """Name the clauses on which the outcome of the current act rests."""
    cited = current_act().cited
    cited.extend(number for number in clauses if number not in cited)


def miss(clause: str, *by: str) -> None:
    """Count a clause as missed: the current act records that the people `by` did not keep it."""
    act = current_act()
    for code in by or ("",):
        act.missed.append(clause)
        act.missed_by.append(code)


def about(subject: str) -> None:
    """Name the case that the current act is about, as `reception:12`."""
    current_act().subject = subject


def board_changed() -> None:
    """Mark the site's live screens as out of date."""
    current_act().touches_board = True


def announce(
    name: str,
    clause: str,
    *also: str,
    at: datetime | None = None,
    **fields: Any,  # noqa: ANN401
) -> None:
    """Report an event that the current act causes by itself; it is answered after the act.

    It rests on `clause`; `also` ask for the same as it does.
    """
    act = current_act()
    act.happenings.append(Happening(name, clause, at or act.at, fields, also))


def remembered(what: str, about_id: int) -> Any:  # noqa: ANN401 - any fact
    """Return the fact that `remember` keeps for the current act, or None."""
    act = _current.get()
    return None if act is None else act.remembered.get((what, about_id))


def remember(what: str, about_id: int, value: Any) -> None:  # noqa: ANN401 - for `remembered`
    """Keep a fact for the rest of the current act, to query it once."""
    act = _current.get()
    if act is not None:
        act.remembered[what, about_id] = value

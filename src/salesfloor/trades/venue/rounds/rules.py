"""The chain of a zone's rounds: what falls due when, and what is missed (2.4.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class OnShift:
    """The shift in which a round was due, with who is in charge of it."""

    code: str
    on: date
    in_charge: str
    in_charge_id: int


@dataclass(frozen=True, slots=True)
class ChainState:
    """When the next round of a zone is due, and since when that interval runs."""

    next_due: datetime | None
    since: datetime
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class Missed:
    """A round that was due and not done, in the interval that began at `since`."""

    due_at: datetime
    since: datetime
    shift: OnShift


class Site(Protocol):
    """What the chain asks of a site."""

    def shift_at_due(self, due_at: datetime) -> OnShift | None:
        """Return the shift with start < due_at <= end; of two, the one that started first."""

    def first_start(self, after: datetime, until: datetime) -> datetime | None:
        """Return when the first shift starts that starts after a moment and not later than another."""

    def is_duty_on(self, at: datetime) -> bool:
        """Tell whether missed rounds are counted at that moment."""

    def interval(self, at: datetime) -> timedelta:
        """Return how long a zone may go without a round, by the policy of the moment."""


def advance(
    state: ChainState, site: Site, until: datetime, *, is_past: bool
) -> Iterator[tuple[ChainState, Missed | None]]:
    """Yield each change of a chain up to a moment, with the miss that it stands for.

    A due instant is judged when it lies before `until`, for a round at that very instant is in time; with
    `is_past` it is judged at `until`, too. A shift that starts at `until` has started.
    """
    while True:
        step = _start(state, site, until) or _due(state, site, until, is_past=is_past)
        if step is None:
            return
        state = step[0]
        yield step


Step = tuple[ChainState, Missed | None]


def _start(state: ChainState, site: Site, until: datetime) -> Step | None:
    """Let a shift's start set the next due instant where there is none."""
    if state.next_due is not None and not state.is_stale:
        return None
    start = site.first_start(state.since, until)
    while start is not None and state.is_stale and not site.is_duty_on(start):
        start = site.first_start(start, until)
    return None if start is None else (begin(start, site), None)


def _due(state: ChainState, site: Site, until: datetime, *, is_past: bool) -> Step | None:
    due_at = state.next_due
    if due_at is None or state.is_stale or due_at > until or (due_at == until and not is_past):
        return None
    if not site.is_duty_on(due_at):
        return replace(state, is_stale=True, since=due_at), None
    shift = site.shift_at_due(due_at)
    if shift is not None:
        return begin(due_at, site), Missed(due_at, state.since, shift)
    if site.first_start(due_at - timedelta.resolution, due_at) is not None:
        return begin(due_at, site), None
    return ChainState(None, due_at), None


def begin(at: datetime, site: Site) -> ChainState:
    """Return a chain whose interval begins at that moment."""
    return ChainState(at + site.interval(at), at)


def covers(done_at: datetime, *, since: datetime, due_at: datetime) -> bool:
    """Tell whether a round done then would have been in time for a miss: within its interval."""
    return since < done_at <= due_at


@clause("2.4.3")
def may_excuse(*, is_own: bool) -> Phrase | None:
    """Refuse to excuse one's own missed round."""
    if is_own:
        return phrase("Nobody excuses a round that they missed themselves. Ask a lead or manager.")
    return None

"""The order of a work order's states, and who accepts it (2.1.4)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.refusals import INPUT
from salesfloor.base.verdicts import clause

REPORTED, ASSIGNED, STARTED, DONE, ACCEPTED = (
    *("reported", "assigned", "started", "done", "accepted"),
)
BEFORE: Final = {
    ASSIGNED: frozenset({REPORTED, ASSIGNED}),
    STARTED: frozenset({REPORTED, ASSIGNED}),
    DONE: frozenset({STARTED}),
    ACCEPTED: frozenset({DONE}),
}
"""State -> the states from which a work order comes into it."""
_MINUTE: Final = timedelta(minutes=1)


@clause("2.1.4")
def may_become(now: str, then: str) -> Phrase | None:
    """Refuse a step out of order: reported, assigned, started, done, accepted."""
    if now in BEFORE[then]:
        return None
    if now == ACCEPTED:
        return phrase("This work order is accepted: it is closed.")
    if then == DONE:
        return phrase("Start the work before it is done.")
    if then == ACCEPTED:
        return phrase("The work is not done yet: there is nothing to accept.")
    return phrase("This work order is further on already.")


@clause("2.1.4")
def may_accept(*, finished_it: bool) -> Phrase | None:
    """Refuse acceptance by who did the work."""
    if finished_it:
        return phrase("Somebody else than who finished it accepts the work.")
    return None


@clause(INPUT)
def may_name(*, asset: bool, place: bool) -> Phrase | None:
    """Refuse a fault about nothing, or about two things."""
    if asset == place:
        return phrase("Name the asset or the place, one of them.")
    return None


def minutes_between(begin: datetime, end: datetime | None) -> int | None:
    """Return whole minutes, floored; None without an end."""
    return None if end is None else (end - begin) // _MINUTE

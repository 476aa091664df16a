"""Time counted only while a site is open: when so many minutes are full, how many went by."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import at_time, day_of, end_of, start_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY: Final = timedelta(days=1)


def open_hours(day: date, opens: time, closes: time) -> tuple[datetime, datetime]:
    """Return the first moment of the opening hours that begin on a day, and the first one after them.

    Equal hours mean round the clock; a site that closes before it opens does so on the next day.
    """
    if opens == closes:
        return start_of(day), end_of(day)
    return at_time(day, opens), at_time(day if closes > opens else day + _DAY, closes)


def _from(at: datetime, opens: time, closes: time) -> Iterator[tuple[datetime, datetime]]:
    day = day_of(at) - _DAY
    while True:
        begin, end = open_hours(day, opens, closes)
        if end > at:
            yield max(begin, at), end
        day += _DAY


def full_after(at: datetime, minutes: int, opens: time, closes: time) -> datetime:
    """Return the instant at which so many minutes of opening hours have gone by since a moment."""
    left = timedelta(minutes=minutes)
    for begin, end in _from(at, opens, closes):
        if end - begin >= left:
            return begin + left
        left -= end - begin
    raise AssertionError("a site that never opens")


def minutes_open(since: datetime, until: datetime, opens: time, closes: time) -> int:
    """Return how many minutes of opening hours lie between two moments, rounded down."""
    total = timedelta()
    for begin, end in _from(since, opens, closes):
        if begin >= until:
            break
        total += min(end, until) - begin
    return int(total // timedelta(minutes=1))

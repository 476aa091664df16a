"""Clauses 7.1.1 and 7.1.12 about leave, and what a working day is, as pure functions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import at_time
from salesfloor.base.phrases import Phrase, listed, phrase
from salesfloor.base.verdicts import clause
from salesfloor.base.weekdays import Weekday

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

UNFORESEEN: Final = frozenset({"sick", "other"})
"""Kinds of leave that nobody plans: they are granted without cover and with an empty floor."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of granted leave, its end not included."""

    from_at: datetime
    until_at: datetime

    def covers(self, start: datetime, end: datetime) -> bool:
        """Tell whether it covers the whole of a stretch of time."""
        return self.from_at <= start and end <= self.until_at

    def holds(self, at: datetime) -> bool:
        """Tell whether a moment lies in it."""
        return self.from_at <= at < self.until_at


def opening_hours(day: date, opens: time, closes: time) -> tuple[datetime, datetime]:
    """Return a site's opening hours of a day; equal hours mean round the clock."""
    if opens == closes:
        start = at_time(day, time.min)
        return start, start + timedelta(days=1)
    last = day if closes > opens else day + timedelta(days=1)
    return at_time(day, opens), at_time(last, closes)


def is_away_all_day(spans: Iterable[Span], hours: tuple[datetime, datetime]) -> bool:
    """Tell whether leave, stretches that meet taken together, covers the whole opening hours."""
    reached = hours[0]
    for span in sorted(spans, key=lambda one: one.from_at):
        if span.from_at <= reached:
            reached = max(reached, span.until_at)
    return reached >= hours[1]


def is_working_day(
    day: date,
    *,
    set_day: bool | None,
    weekdays: Collection[str],
    arrangement: Mapping[date, bool] | None,
) -> bool:
    """Tell whether a site works on a day.

    What was set for the day comes first, then the State Council's arrangement where the site goes by
    it (`arrangement` holds the days that differ from their weekday), then the weekday.
    """
    if set_day is not None:
        return set_day
    if arrangement is not None and day in arrangement:
        return arrangement[day]
    return Weekday.of(day) in weekdays


@clause("input")
def may_be_time(from_at: datetime, until_at: datetime) -> Phrase | None:
    """Refuse a leave that ends before it begins."""
    if until_at <= from_at:
        return phrase("Leave ends after it begins.")
    return None


@clause("input")
def may_overlap(other: int | None) -> Phrase | None:
    """Refuse a second leave for the same time."""
    if other is not None:
        return phrase("Leave {leave} covers some of this time already. End it first.", leave=other)
    return None


@clause("input")
def may_begin_on(first: date, today: date, back_days: int) -> Phrase | None:
    """Refuse leave that begins too long ago."""
    if first < today - timedelta(days=back_days):
        return phrase("Leave begins {days} days ago at the earliest.", days=back_days)
    return None


@clause("7.1.12")
def leaves_somebody(
    uncovered: Collection[date], *, kind: str, is_managers_word: bool
) -> Phrase | None:
    """Refuse leave that leaves no salesperson on a working day, unless it is nobody's plan."""
    if not uncovered or kind in UNFORESEEN or is_managers_word:
        return None
    return phrase(
        "Nobody would be there on {days}. Take another day, or let the manager grant it with a reason.",
        days=listed(day.isoformat() for day in sorted(uncovered)),
    )


@clause("7.1.1")
def is_covered(
    *, needs_cover: bool, kind: str, has_cover: bool, missing: Collection[date]
) -> Phrase | None:
    """Refuse the leave of a lead or manager for whole working days with nobody who stands in."""
    if not needs_cover or (kind in UNFORESEEN and not has_cover):
        return None
    if not has_cover:
        return phrase("A team has exactly one lead on any day. Name who stands in.")
    if missing:
        return phrase(
            "Who stands in is not there on {days}. Name somebody who is.",
            days=listed(day.isoformat() for day in sorted(missing)),
        )
    return None

"""Periods of duties: the day, week, month or quarter in which a duty is owed, and when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.periods import PeriodKind, containing
from salesfloor.kernel.duties.blocks import Every

if TYPE_CHECKING:
    from collections.abc import Mapping

_KINDS: Final[Mapping[Every, PeriodKind]] = {
    Every.WEEK: PeriodKind.WEEK,
    Every.MONTH: PeriodKind.MONTH,
    Every.QUARTER: PeriodKind.QUARTER,
}


@dataclass(frozen=True, slots=True)
class Span:
    """A period of a duty: its name, its first and last day."""

    name: str
    first: date
    last: date

    @property
    def begins_at(self) -> datetime:
        """Return its first instant."""
        return start_of(self.first)

    @property
    def due_at(self) -> datetime:
        """Return the first instant after it: what is not done before is missed."""
        return end_of(self.last)


def span_of(every: Every, day: date) -> Span:
    """Return the period of that length in which a day lies."""
    if every not in _KINDS:
        return Span(day.isoformat(), day, day)
    period = containing(day, _KINDS[every])
    return Span(str(period), period.first, period.last)


def span_ending(every: Every, midnight: datetime) -> Span | None:
    """Return the period that ends at a midnight, or None where none of that length does."""
    span = span_of(every, day_of(midnight) - timedelta(days=1))
    return span if span.due_at == midnight else None


def span_of_days(base: date, days: int) -> Span:
    """Return the period up to so many days after a day; it is named by its last day."""
    last = base + timedelta(days=days)
    return Span(last.isoformat(), base, last)

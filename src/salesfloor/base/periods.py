"""Periods as people write them: `2026-03`, `2026-Q1`, `2026`, `2026-W10`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema

from salesfloor.base.input_errors import UnusableError
from salesfloor.base.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
_FORM: Final = phrase(
    "it must be a month such as 2026-03, a quarter 2026-Q1, a year 2026 or a week 2026-W10"
)
_WRITTEN: Final = re.compile(r"([0-9]{4})(?:-(?:(Q)([1-4])|(W)([0-5][0-9])|([01][0-9])))?")
_MONTHS_A_QUARTER: Final = 3
_DECEMBER: Final = 12


class PeriodKind(StrEnum):
    """How long a period is."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days from `first` to `last`, both of them in it."""

    kind: PeriodKind
    first: date
    last: date

    def __str__(self) -> str:
        return _WRITE[self.kind](self.first)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.last - self.first).days + 1

    def next(self) -> Period:
        """Return the period of the same kind right after it."""
        return containing(self.last + timedelta(days=1), self.kind)

    def previous(self) -> Period:
        """Return the period of the same kind right before it."""
        return containing(self.first - timedelta(days=1), self.kind)

    def parts(self, kind: PeriodKind) -> Iterator[Period]:
        """Yield the shorter periods that fill it exactly, in order.

        :raises ValueError: where periods of that kind do not fill it: weeks do not fill months.
        """
        part = containing(self.first, kind)
        if part.days >= self.days or kind is PeriodKind.WEEK:
            message = f"a {self.kind} has no whole {kind}s"
            raise ValueError(message)
        while part.first <= self.last:
            yield part
            part = part.next()


def containing(day: date, kind: PeriodKind) -> Period:
    """Return the period of that kind in which a day lies."""
    match kind:
        case PeriodKind.YEAR:
            return Period(kind, date(day.year, 1, 1), date(day.year, _DECEMBER, 31))
        case PeriodKind.QUARTER:
            first = day.month - (day.month - 1) % _MONTHS_A_QUARTER
            last = _last_of_month(day.year, first + _MONTHS_A_QUARTER - 1)
            return Period(kind, date(day.year, first, 1), last)
        case PeriodKind.MONTH:
            return Period(kind, day.replace(day=1), _last_of_month(day.year, day.month))
        case PeriodKind.WEEK:
            monday = day - timedelta(days=day.weekday())
            return Period(kind, monday, monday + timedelta(days=6))


def read_period(text: str) -> Period:
    """Return the period that a text names.

    :raises UnusableError: where it names none.
    """
    found = _WRITTEN.fullmatch(text)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise UnusableError(_FORM)
    year, quarter, week, month = int(found[1]), found[3], found[5], found[6]
    try:
        if quarter:
            first = date(year, (int(quarter) - 1) * _MONTHS_A_QUARTER + 1, 1)
            return containing(first, PeriodKind.QUARTER)
        if week:
            return containing(date.fromisocalendar(year, int(week), 1), PeriodKind.WEEK)
        if month:
            return containing(date(year, int(month), 1), PeriodKind.MONTH)
    except ValueError as error:
        raise UnusableError(_FORM) from error
    return containing(date(year, 1, 1), PeriodKind.YEAR)


def _last_of_month(year: int, month: int) -> date:
    if month == _DECEMBER:
        return date(year, _DECEMBER, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def _week(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02}"


_WRITE: Final[dict[PeriodKind, Callable[[date], str]]] = {
    PeriodKind.YEAR: lambda first: f"{first.year}",
    PeriodKind.QUARTER: lambda first: f"{first.year}-Q{(first.month + 2) // _MONTHS_A_QUARTER}",
    PeriodKind.MONTH: lambda first: f"{first.year}-{first.month:02}",
    PeriodKind.WEEK: _week,
}


def _given(given: object) -> Period:
    if isinstance(given, Period):
        return given
    if not isinstance(given, str):
        raise UnusableError(_FORM)
    return read_period(given)


def _month(given: object) -> Period:
    period = _given(given)
    if period.kind is not PeriodKind.MONTH:
        raise UnusableError(phrase("it must be a month such as 2026-03"))
    return period


PeriodField = Annotated[
    Period,
    PlainValidator(_given),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "examples": ["2026-03", "2026-Q1", "2026", "2026-W10"]}),
]
"""A field that takes a period of any kind."""
MonthField = Annotated[
    Period,
    PlainValidator(_month),
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}$", "examples": ["2026-03"]}),
]
"""A field that takes a month."""

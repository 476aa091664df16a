"""Days and moments as people write them: 2026年3月2日, in English 2 Mar 2026."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils.translation import get_language

from salesfloor.base.china_time import CHINA, day_of, local

_ISO_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_ISO_MOMENT: Final = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:[+-]\d\d:\d\d|Z)?"
)


def is_chinese() -> bool:
    """Tell whether the reader reads Chinese."""
    return (get_language() or "zh").startswith("zh")


def date_of(value: datetime | date | None) -> date | None:
    """Return the day in China."""
    return day_of(value) if isinstance(value, datetime) else value


def day(value: datetime | date | None) -> str:
    """Write a day with its year."""
    on = date_of(value)
    if on is None:
        return ""
    return f"{on.year}年{on.month}月{on.day}日" if is_chinese() else f"{on.day} {on:%b %Y}"


def short_day(value: datetime | date | None) -> str:
    """Write a day without its year."""
    on = date_of(value)
    if on is None:
        return ""
    return f"{on.month}月{on.day}日" if is_chinese() else f"{on.day} {on:%b}"


def clock(at: datetime | None) -> str:
    """Write the time of day as 14:05."""
    return f"{local(at):%H:%M}" if at else ""


def moment(at: datetime | None) -> str:
    """Write a moment as 3月2日 14:05."""
    return f"{short_day(at)} {clock(at)}" if at else ""


def limit(at: datetime | None) -> str:
    """Write a moment at which something is over; the first one of a day is the end of the day before."""
    if at is None or local(at).time() != time.min:
        return moment(at)
    on = short_day(at - timedelta(microseconds=1))
    return f"{on} 24:00" if is_chinese() else f"end of {on}"


_FIRST_YEAR, _LAST_YEAR = 1, 9999
"""Beyond these a moment has no clock in China; it is shown as it was written."""


def written_out(fact: object) -> object:
    """Write a day or moment that a sentence holds in the form of machines as people do."""
    if isinstance(fact, datetime):
        return moment(fact)
    if isinstance(fact, date):
        return day(fact)
    if isinstance(fact, str) and _ISO_DAY.fullmatch(fact):
        return day(_parsed(fact)) or fact
    if isinstance(fact, str) and _ISO_MOMENT.fullmatch(fact):
        return moment(_parsed(fact)) or fact
    return fact


def _parsed(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=CHINA)
    return at if _FIRST_YEAR < at.year < _LAST_YEAR else None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The days beside the one that a page shows, where there are any that can be shown."""

    before: date | None
    after: date | None


def beside(shown: date, last: date) -> Neighbours:
    """Return the days beside a day, for `web/_days.html`; there is none after the last."""
    before = shown - timedelta(days=1) if shown > date.min else None
    return Neighbours(before, shown + timedelta(days=1) if shown < last else None)

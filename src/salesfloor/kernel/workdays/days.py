"""Whether a day is worked: what the house said of it, else the State Council's arrangement."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

import chinese_calendar

from salesfloor.kernel.workdays import rules
from salesfloor.kernel.workdays.models import CalendarDay

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@lru_cache(maxsize=64)
def arrangement(year: int) -> Mapping[date, bool] | None:
    """Return the days of a year that the State Council set: worked or not; None where it has not."""
    first = date(year, 1, 1)
    days = [
        first + timedelta(days=number) for number in range((date(year, 12, 31) - first).days + 1)
    ]
    try:
        return {
            day: chinese_calendar.is_workday(day)
            for day in days
            if chinese_calendar.is_workday(day) != (day.weekday() < rules.SATURDAY)
        }
    except NotImplementedError:
        return None


def set_days(first: date, last: date, known_at: datetime | None = None) -> dict[date, bool]:
    """Return what the house said of the days from the first to the last, up to a moment or at all."""
    rows = CalendarDay.objects.filter(on__range=(first, last))
    if known_at is not None:
        rows = rows.filter(set_at__lte=known_at)
    return dict(rows.order_by("set_at", "pk").values_list("on", "is_working"))


def is_working_day(day: date, known_at: datetime) -> bool:
    """Tell whether a day is worked in China, as it was known at that moment."""
    said = set_days(day, day, known_at).get(day)
    return by_arrangement(day) if said is None else said


def by_arrangement(day: date) -> bool:
    """Tell whether a day is worked by the yearly arrangement, or by the law alone where there is none."""
    arranged = arrangement(day.year)
    if arranged is None:
        return rules.is_worked(day)
    return arranged.get(day, day.weekday() < rules.SATURDAY)


def next_day_off(first: date, last: date, known_at: datetime) -> date | None:
    """Return the first day off from a day to another; ordinary weekends are none."""
    said = set_days(first, last, known_at)
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day in said:
            if not said[day]:
                return day
        elif _is_holiday(day):
            return day
    return None


def _is_holiday(day: date) -> bool:
    if arrangement(day.year) is None:
        return day in rules.statutory_holidays(day.year)
    is_off, name = chinese_calendar.get_holiday_detail(day)
    return bool(is_off and name)

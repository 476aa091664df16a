"""Days and moments as they are counted in China: one zone, days that end at midnight."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

CHINA: Final = ZoneInfo("Asia/Shanghai")


def local(at: datetime) -> datetime:
    """Return the same moment on a clock in China."""
    return at.astimezone(CHINA)


def day_of(at: datetime) -> date:
    """Return the day in China on which the moment falls."""
    return at.astimezone(CHINA).date()


def start_of(day: date) -> datetime:
    """Return the first moment of the day in China."""
    return datetime.combine(day, time.min, CHINA)


def end_of(day: date) -> datetime:
    """Return the first moment after the day in China."""
    return start_of(day + timedelta(days=1))


def at_time(day: date, clock: time) -> datetime:
    """Return the moment at which clocks in China show `clock` on `day`."""
    return datetime.combine(day, clock, CHINA)


def days_after(at: datetime, days: int) -> date:
    """Return the day `days` after the day of the moment; the day itself is not counted."""
    return day_of(at) + timedelta(days=days)


def is_within(at: datetime, opens: time, closes: time) -> bool:
    """Tell whether the floor is open: from `opens`, up to but not including `closes`.

    Equal hours mean round the clock.
    """
    clock = local(at).time()
    if opens == closes:
        return True
    if opens <= closes:
        return opens <= clock < closes
    return clock >= opens or clock < closes


def iso(at: datetime) -> str:
    """Write the moment as ISO 8601 with China's offset, to the second where it is whole."""
    return local(at).isoformat()

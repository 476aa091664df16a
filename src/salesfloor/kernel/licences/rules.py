"""How a paper stands on a day, and when it is warned of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def days_left(valid_until: date | None, today: date) -> int | None:
    """Return how many days are left; negative once it is over, None where it has no end."""
    return None if valid_until is None else (valid_until - today).days


def is_expired(valid_until: date | None, today: date) -> bool:
    """Tell whether it is over: it is good through the whole of its last day."""
    return valid_until is not None and today > valid_until


def is_expiring(valid_until: date | None, today: date, warn_before: Collection[int]) -> bool:
    """Tell whether it is within the longest of the warning times."""
    left = days_left(valid_until, today)
    return left is not None and 0 <= left <= max(warn_before, default=-1)


def next_threshold(
    valid_until: date, after: date, warnings: Sequence[tuple[date, Collection[int]]]
) -> date:
    """Return the next day after `after` on which something is to be said; at last the day it is over.

    `warnings` are the warning times by the first day on which they hold, in order of the days.
    """
    days = [valid_until + timedelta(days=1)]
    for place, (begins, warn_before) in enumerate(warnings):
        ends = warnings[place + 1][0] if place + 1 < len(warnings) else date.max
        candidates = (valid_until - timedelta(days=one) for one in warn_before)
        days += [day for day in candidates if begins <= day < ends]
    return min(day for day in days if day > after) if max(days) > after else days[0]

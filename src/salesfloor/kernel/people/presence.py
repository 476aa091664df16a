"""Days on which a person is present: those on which no granted leave covers the whole day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

LONGEST_LEAVE: Final = 1000
"""Days that are looked at, at most: nobody's leave is longer."""
_AWAY: Final[list[Callable[[int, date], bool]]] = []


def use_leave(is_away: Callable[[int, date], bool]) -> None:
    """Name who knows whether a person is on leave for a whole day; the module of leave does."""
    _AWAY[:] = [is_away]


def is_present(staff_id: int, day: date) -> bool:
    """Tell whether the person is on no leave that covers the whole day."""
    return not any(is_away(staff_id, day) for is_away in _AWAY)


def last_of_present_days(staff_id: int, after: date, days: int) -> date:
    """Return the last of so many present days of a person after a day, which is not counted."""
    day, present = after, 0
    for _ in range(days + LONGEST_LEAVE):
        if present == days:
            break
        day += timedelta(days=1)
        present += is_present(staff_id, day)
    return day

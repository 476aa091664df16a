"""Which days are worked in a year that has no arrangement yet: Monday to Friday but for the holidays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

SATURDAY: Final = 5
_LUNAR: Final = {
    2027: ((2, 6), (6, 9), (9, 15)),
    2028: ((1, 26), (5, 28), (10, 3)),
    2029: ((2, 13), (6, 16), (9, 22)),
    2030: ((2, 3), (6, 5), (9, 12)),
    2031: ((1, 23), (6, 24), (10, 1)),
    2032: ((2, 11), (6, 12), (9, 19)),
    2033: ((1, 31), (6, 1), (9, 8)),
    2034: ((2, 19), (6, 20), (9, 27)),
    2035: ((2, 8), (6, 10), (9, 16)),
    2036: ((1, 28), (5, 30), (10, 4)),
    2037: ((2, 15), (6, 18), (9, 24)),
    2038: ((2, 4), (6, 7), (9, 13)),
    2039: ((1, 24), (5, 27), (10, 2)),
    2040: ((2, 12), (6, 14), (9, 20)),
    2041: ((2, 1), (6, 3), (9, 10)),
    2042: ((1, 22), (6, 22), (9, 28)),
    2043: ((2, 10), (6, 11), (9, 17)),
    2044: ((1, 30), (5, 31), (10, 5)),
    2045: ((2, 17), (6, 19), (9, 25)),
    2046: ((2, 6), (6, 8), (9, 15)),
    2047: ((1, 26), (5, 29), (10, 4)),
    2048: ((2, 14), (6, 15), (9, 22)),
    2049: ((2, 2), (6, 4), (9, 11)),
    2050: ((1, 23), (6, 23), (9, 30)),
}
"""Spring Festival, Dragon Boat and Mid-Autumn Day by the sun's calendar."""
_LATE_QINGMING: Final = frozenset({2027, 2030, 2031, 2034, 2035, 2038, 2039, 2043, 2047})
"""Years whose Qingming is on 5 April; in the others it is on the 4th."""
_FIXED: Final = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))


def statutory_holidays(year: int) -> frozenset[date]:
    """Return the holidays that the law gives to all in a year, without moved and make-up days.

    Beyond the years that are known here only those of the sun's calendar are told.
    """
    found = {date(year, month, day) for month, day in _FIXED}
    found.add(date(year, 4, 5 if year in _LATE_QINGMING else 4))
    for number, (month, day) in enumerate(_LUNAR.get(year, ())):
        first = date(year, month, day)
        found.add(first)
        if number == 0:  # the eve of Spring Festival and its second and third day
            found |= {first + timedelta(days=days) for days in (-1, 1, 2)}
    return frozenset(found)


def is_worked(day: date) -> bool:
    """Tell whether a day of a year without an arrangement is worked."""
    return day.weekday() < SATURDAY and day not in statutory_holidays(day.year)

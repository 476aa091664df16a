"""Working days as the State Council set them, and as the law alone has them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from salesfloor.base.china_time import CHINA
from salesfloor.kernel.workdays import api as workdays
from salesfloor.kernel.workdays import rules

if TYPE_CHECKING:
    from tests.floor_builder import Floor

NEW_YEAR = datetime(2026, 1, 1, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 1, 1), False),
        (date(2026, 1, 4), True),  # a Sunday that is worked for the New Year
        (date(2026, 2, 14), True),
        (date(2026, 2, 16), False),  # the eve of Spring Festival
        (date(2026, 2, 23), False),
        (date(2026, 2, 28), True),
        (date(2026, 4, 6), False),
        (date(2026, 5, 5), False),
        (date(2026, 5, 9), True),
        (date(2026, 6, 19), False),
        (date(2026, 9, 20), True),
        (date(2026, 9, 25), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 10, 10), True),
        (date(2026, 3, 7), False),
        (date(2026, 3, 9), True),
    ],
)
def test_the_arrangement_of_2026(day: date, *, worked: bool) -> None:
    assert workdays.by_arrangement(day) is worked


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2030, 2, 1), True),
        (date(2030, 2, 2), False),  # the eve, a Saturday
        (date(2030, 2, 4), False),
        (date(2030, 2, 5), False),
        (date(2030, 2, 6), True),
        (date(2030, 4, 5), False),
        (date(2032, 4, 5), True),
        (date(2030, 5, 2), False),
        (date(2030, 5, 3), True),
        (date(2030, 6, 5), False),
        (date(2030, 9, 12), False),
        (date(2030, 10, 3), False),
        (date(2030, 10, 4), True),
        (date(2060, 10, 1), False),
        (date(2030, 3, 2), False),
    ],
)
def test_a_year_without_arrangement_goes_by_the_law_alone(day: date, *, worked: bool) -> None:
    assert rules.is_worked(day) is worked


def test_known_years_have_thirteen_holidays() -> None:
    for year in range(2027, 2051):
        assert 12 <= len(rules.statutory_holidays(year)) <= 13, year


@pytest.mark.django_db
def test_the_latest_word_counts_for_what_is_reckoned_after_it(floor: Floor) -> None:
    monday = date(2026, 3, 9)
    before = floor.now
    floor.give("calendar_day", by="admin", at="09:00", date="2026-03-09", working=False)
    off = floor.now
    floor.give("calendar_day", by="director", at="10:00", date="2026-03-09", working=True)
    assert workdays.is_working_day(monday, before)
    assert not workdays.is_working_day(monday, off)
    assert workdays.is_working_day(monday, floor.now)


@pytest.mark.django_db
def test_days_off_are_holidays_and_those_set_and_no_weekends(floor: Floor) -> None:
    floor.give("calendar_day", by="admin", at="09:00", date="2026-03-11", working=False)
    first, last = date(2026, 3, 3), date(2026, 3, 10)
    assert workdays.next_day_off(first, last, floor.now) is None
    assert workdays.next_day_off(first, date(2026, 3, 11), floor.now) == date(2026, 3, 11)
    assert workdays.next_day_off(date(2026, 3, 28), date(2026, 4, 4), NEW_YEAR) == date(2026, 4, 4)

"""Days as they are counted in China (cases 21, 24, 29, 30)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from salesfloor.base.china_time import (
    CHINA,
    at_time,
    day_of,
    days_after,
    end_of,
    is_within,
    iso,
    local,
    start_of,
)

MARCH_2 = date(2026, 3, 2)


@pytest.mark.case(29)
@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 2, 15, 59, 59, 999999, tzinfo=UTC), MARCH_2),
        (datetime(2026, 3, 2, 16, 0, tzinfo=UTC), date(2026, 3, 3)),
        (datetime(2026, 3, 1, 16, 0, tzinfo=UTC), MARCH_2),
        (datetime(2026, 3, 2, 10, 59, 59, tzinfo=timezone(timedelta(hours=-5))), MARCH_2),
        (datetime(2026, 3, 2, 11, 0, tzinfo=timezone(timedelta(hours=-5))), date(2026, 3, 3)),
    ],
)
def test_day_of(moment: datetime, day: date) -> None:
    assert day_of(moment) == day


@pytest.mark.case(21)
def test_a_day_ends_where_the_next_begins() -> None:
    assert end_of(MARCH_2) == start_of(date(2026, 3, 3))
    assert day_of(end_of(MARCH_2) - timedelta(microseconds=1)) == MARCH_2
    assert day_of(end_of(MARCH_2)) == date(2026, 3, 3)


@pytest.mark.case(24)
@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2028, 2, 22), 7, date(2028, 2, 29)),
        (date(2028, 2, 29), 7, date(2028, 3, 7)),
        (date(2026, 2, 22), 7, date(2026, 3, 1)),
        (date(2026, 12, 31), 7, date(2027, 1, 7)),
        (date(2038, 1, 18), 7, date(2038, 1, 25)),
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
    ],
)
def test_days_after(start: date, days: int, end: date) -> None:
    assert days_after(start_of(start), days) == end
    assert days_after(end_of(start) - timedelta(microseconds=1), days) == end


@pytest.mark.case(30)
def test_days_of_the_summer_time_years_do_not_move() -> None:
    for day in (date(1986, 5, 4), date(1988, 7, 1), date(1991, 9, 15)):
        assert day_of(start_of(day)) == day
        assert day_of(end_of(day) - timedelta(microseconds=1)) == day


@pytest.mark.parametrize(
    ("opens", "closes", "clock", "is_open"),
    [
        ("09:00", "18:00", "08:59:59.999999", False),
        ("09:00", "18:00", "09:00", True),
        ("09:00", "18:00", "17:59:59.999999", True),
        ("09:00", "18:00", "18:00", False),
        ("20:00", "02:00", "19:59", False),
        ("20:00", "02:00", "23:00", True),
        ("20:00", "02:00", "01:59", True),
        ("20:00", "02:00", "02:00", False),
    ],
)
def test_opening_hours(opens: str, closes: str, clock: str, is_open: bool) -> None:
    at = at_time(MARCH_2, time.fromisoformat(clock))
    found = is_within(at, time.fromisoformat(opens), time.fromisoformat(closes))
    assert found is is_open


def test_one_zone_whatever_zone_a_moment_comes_in() -> None:
    moment = datetime(2026, 3, 2, 1, 5, tzinfo=UTC)
    assert local(moment).tzinfo is CHINA
    assert iso(moment) == "2026-03-02T09:05:00+08:00"

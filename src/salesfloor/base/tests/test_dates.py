"""Days, moments and hours have one form at every door, and end before the calendar does."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from salesfloor.base.china_time import CHINA, end_of, start_of
from salesfloor.base.dates import (
    FIRST_DAY,
    LAST_DAY,
    Clock,
    Day,
    DayOrMoment,
    Moment,
    day_or_none,
)

DAY: TypeAdapter[date] = TypeAdapter(Day)
MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)
EITHER: TypeAdapter[datetime | date] = TypeAdapter(DayOrMoment)
CLOCK: TypeAdapter[time] = TypeAdapter(Clock)
SIX = datetime(2026, 3, 2, 18, tzinfo=CHINA)


def both(field: TypeAdapter[Any], text: str) -> Any:
    """Read a text as a day script gives it and as REST does: they agree."""
    read = field.validate_python(text)
    assert field.validate_json(json.dumps(text), strict=True) == read
    return read


def test_days() -> None:
    assert both(DAY, "2026-03-02") == date(2026, 3, 2)
    assert DAY.validate_python(date(2026, 3, 2)) == date(2026, 3, 2)


@pytest.mark.fault("X21")
@pytest.mark.parametrize(
    "given",
    [
        "0001-01-01",
        "9999-12-31",
        "1899-12-31",
        "2200-01-01",
        "2026-02-30",
        "20260302",
        "2026-3-2",
        "２０２６-03-02",
        "2026-03-02T00:00:00",
        "2026-W10-1",
        "",
        "today",
        86400,
        0.5,
        True,
        None,
        datetime(2026, 3, 2, tzinfo=UTC),
        date(9999, 12, 31),
        "1" * 10000,
    ],
)
def test_no_days(given: Any) -> None:
    with pytest.raises(ValidationError):
        DAY.validate_python(given)
    assert not isinstance(given, str) or day_or_none(given) is None


@pytest.mark.fault("X21")
def test_every_day_that_is_taken_has_an_end() -> None:
    for day in (FIRST_DAY, LAST_DAY):
        assert start_of(day).astimezone(UTC) < end_of(day).astimezone(UTC)
        assert day_or_none(day.isoformat()) == day
    assert day_or_none(None) is None


def test_moments_carry_their_offset() -> None:
    assert both(MOMENT, "2026-03-02T18:00:00+08:00") == SIX
    assert both(MOMENT, "2026-03-02T10:00:00Z") == SIX
    assert both(EITHER, "2026-03-02T18:00:00+08:00") == SIX
    assert MOMENT.validate_python(SIX) == SIX


@pytest.mark.fault("X18")
@pytest.mark.case(24)
@pytest.mark.parametrize(
    "given",
    [
        "2026-03-02T18:00:00",
        "2026-03-02",
        "9999-12-31T23:59:59+08:00",
        "0001-01-01T00:00:00+08:00",
        "2026-12-31T23:59:60+08:00",
        "18:00",
        "",
        "x" * 10000,
        1772445600,
        True,
        datetime(2026, 3, 2),  # noqa: DTZ001
    ],
)
def test_no_moments(given: Any) -> None:
    with pytest.raises(ValidationError):
        MOMENT.validate_python(given)


def test_a_day_stands_for_itself() -> None:
    read = both(EITHER, "2026-03-02")
    assert (read, isinstance(read, datetime)) == (date(2026, 3, 2), False)
    for given in ("2026-03-02T18:00:00", "9999-12-31", 5):
        with pytest.raises(ValidationError):
            EITHER.validate_python(given)


def test_hours() -> None:
    assert both(CLOCK, "09:05") == both(CLOCK, "09:05:00") == time(9, 5)
    for given in ("24:00", "9:05", "09:05:30", "09:05+08:00", "0905", "", 540, None, "０９:05"):
        with pytest.raises(ValidationError):
            CLOCK.validate_python(given)

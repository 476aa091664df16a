"""Periods as they are written: their first and last day, the next one, their parts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from salesfloor.base.periods import (
    MonthField,
    Period,
    PeriodField,
    PeriodKind,
    containing,
    read_period,
)

PERIOD: TypeAdapter[Period] = TypeAdapter(PeriodField)
MONTH: TypeAdapter[Period] = TypeAdapter(MonthField)


@pytest.mark.parametrize(
    ("text", "first", "last", "following"),
    [
        ("2026-03", date(2026, 3, 1), date(2026, 3, 31), "2026-04"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-03"),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31), "2027-01"),
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "2026-Q2"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "2027-Q1"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "2027"),
        ("2026-W10", date(2026, 3, 2), date(2026, 3, 8), "2026-W11"),
        ("2026-W01", date(2025, 12, 29), date(2026, 1, 4), "2026-W02"),
        ("2026-W53", date(2026, 12, 28), date(2027, 1, 3), "2027-W01"),
    ],
)
def test_a_period(text: str, first: date, last: date, following: str) -> None:
    period = read_period(text)
    assert (period.first, period.last, str(period)) == (first, last, text)
    assert str(period.next()) == following
    assert period.next().previous() == period
    assert first in period
    assert last in period
    assert last + timedelta(days=1) not in period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "26",
        "2026-13",
        "2026-00",
        "2026-Q5",
        "2026-Q0",
        "2025-W53",
        "2026-W00",
        "2026-3",
        "2026-03-02",
        "2026 ",
        "２０２６",
        "0001",
        "9999",
        "1899",
        "2200",
        "2026-W54",
        "x" * 10000,
    ],
)
def test_no_period(text: str) -> None:
    with pytest.raises(ValidationError):
        PERIOD.validate_python(text)


@pytest.mark.parametrize("given", [2026, None, True, 2026.0, ["2026"]])
def test_a_period_is_a_text(given: object) -> None:
    with pytest.raises(ValidationError):
        PERIOD.validate_python(given)


def test_a_month_is_a_month() -> None:
    assert str(MONTH.validate_json('"2026-03"', strict=True)) == "2026-03"
    with pytest.raises(ValidationError):
        MONTH.validate_python("2026-Q1")
    assert MONTH.dump_python(read_period("2026-03")) == "2026-03"


def test_parts_fill_the_whole() -> None:
    year = read_period("2026")
    assert [str(part) for part in year.parts(PeriodKind.QUARTER)] == [
        f"2026-Q{number}" for number in (1, 2, 3, 4)
    ]
    assert len(list(year.parts(PeriodKind.MONTH))) == 12
    quarter = [str(part) for part in read_period("2026-Q2").parts(PeriodKind.MONTH)]
    assert quarter == ["2026-04", "2026-05", "2026-06"]
    for text, kind in (("2026-03", PeriodKind.MONTH), ("2026", PeriodKind.WEEK)):
        with pytest.raises(ValueError, match="no whole"):
            list(read_period(text).parts(kind))


@given(st.dates(date(1901, 1, 1), date(2198, 12, 31)), st.sampled_from(PeriodKind))
def test_every_day_lies_in_one_period_of_a_kind(day: date, kind: PeriodKind) -> None:
    period = containing(day, kind)
    assert day in period
    assert read_period(str(period)) == period
    assert period.next().first == period.last + timedelta(days=1)
    assert period.days == (period.last - period.first).days + 1

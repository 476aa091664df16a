"""Days and moments as people in China write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from salesfloor.web import dates

LATE = datetime(2026, 3, 1, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "day", "short", "moment"),
    [
        ("zh-hans", "2026年3月2日", "3月2日", "3月2日 00:30"),
        ("en", "2 Mar 2026", "2 Mar", "2 Mar 00:30"),
    ],
)
def test_moments_are_those_of_china(language: str, day: str, short: str, moment: str) -> None:
    with translation.override(language):
        assert dates.day(LATE) == day
        assert dates.day(date(2026, 3, 2)) == day
        assert dates.short_day(LATE) == short
        assert dates.moment(LATE) == moment
        assert dates.clock(LATE) == "00:30"


@pytest.mark.parametrize(
    ("fact", "written"),
    [
        ("2026-03-02", "2026年3月2日"),
        ("2026-03-02T09:05:00+08:00", "3月2日 09:05"),
        ("2026-03-02 09:05", "3月2日 09:05"),
        ("2026-13-40", "2026-13-40"),
        ("13800138000", "13800138000"),
        (7, 7),
        (date(2026, 3, 2), "2026年3月2日"),
    ],
)
def test_facts_are_written_out(fact: object, written: object) -> None:
    with translation.override("zh-hans"):
        assert dates.written_out(fact) == written


def test_nothing_is_written_as_nothing() -> None:
    assert [dates.day(None), dates.short_day(None), dates.clock(None), dates.moment(None)] == [
        ""
    ] * 4


@pytest.mark.parametrize(
    ("language", "written"), [("zh-hans", "3月1日 24:00"), ("en", "end of 1 Mar")]
)
def test_what_ends_with_a_day_ends_on_that_day(language: str, written: str) -> None:
    with translation.override(language):
        assert dates.limit(datetime(2026, 3, 1, 16, tzinfo=UTC)) == written
        assert dates.limit(LATE) == dates.moment(LATE)
        assert not dates.limit(None)

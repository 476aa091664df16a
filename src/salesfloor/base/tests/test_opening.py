"""Minutes counted in opening hours, at the edges of a day."""

from __future__ import annotations

from datetime import datetime, time

import pytest

from salesfloor.base.china_time import CHINA
from salesfloor.base.opening import full_after, minutes_open

NINE, SIX = time(9), time(18)


def moment(day: int, clock: str) -> datetime:
    return datetime.combine(datetime(2026, 3, day, tzinfo=CHINA), time.fromisoformat(clock), CHINA)


@pytest.mark.parametrize(
    ("asked", "minutes", "full"),
    [
        ((2, "10:00"), 30, (2, "10:30")),
        ((2, "17:30"), 30, (2, "18:00")),
        ((2, "17:45"), 30, (3, "09:15")),
        ((2, "18:00"), 30, (3, "09:30")),
        ((2, "23:00"), 30, (3, "09:30")),
        ((2, "03:00"), 30, (2, "09:30")),
        ((2, "17:59:30"), 1, (3, "09:00:30")),
        ((2, "10:00"), 1440, (4, "16:00")),
    ],
)
def test_full_after(asked: tuple[int, str], minutes: int, full: tuple[int, str]) -> None:
    assert full_after(moment(*asked), minutes, NINE, SIX) == moment(*full)


@pytest.mark.parametrize(
    ("since", "until", "minutes"),
    [
        ((2, "10:00"), (2, "10:29:59"), 29),
        ((2, "17:45"), (3, "09:15"), 30),
        ((2, "19:00"), (2, "23:00"), 0),
        ((2, "08:00"), (2, "09:01"), 1),
        ((2, "10:00"), (4, "10:00"), 1080),
    ],
)
def test_minutes_open(since: tuple[int, str], until: tuple[int, str], minutes: int) -> None:
    assert minutes_open(moment(*since), moment(*until), NINE, SIX) == minutes


def test_round_the_clock_and_over_midnight() -> None:
    assert minutes_open(moment(2, "23:00"), moment(3, "01:00"), NINE, NINE) == 120
    assert minutes_open(moment(2, "23:00"), moment(3, "03:00"), time(20), time(2)) == 180
    assert full_after(moment(3, "01:30"), 60, time(20), time(2)) == moment(3, "20:30")

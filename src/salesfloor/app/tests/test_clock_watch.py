"""What is done while no time server answers: registers go on, marked, and somebody is told (case 33)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import orjson
import pytest

from salesfloor.app.clock_watch import EVERY, ClockWatch
from salesfloor.app.machine_clock import error_of, possible_error
from salesfloor.kernel.messages.api import Message
from salesfloor.kernel.registers.api import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.floor_builder import Floor

MINUTE = timedelta(seconds=EVERY)
DAYS_3 = timedelta(days=3)
BY_THE_KERNEL = 0.0005
"""Seconds that a clock may drift in a second, by the kernel's own reckoning."""


def errors(*seconds: float | None) -> Iterator[timedelta | None]:
    return iter([None if one is None else timedelta(seconds=one) for one in seconds])


def watch_of(*seconds: float | None) -> ClockWatch:
    """Return a watch that finds the clock so far off, one look after the other."""
    told = errors(*seconds)
    return ClockWatch(lambda: next(told))


def marks(floor: Floor) -> list[str]:
    lines = Line.objects.filter(book__site_id=floor.site_id or 0, book__kind="custody").order_by(
        "pk"
    )
    done = [orjson.loads(body)["do"] for body in lines.values_list("body", flat=True)]
    return [do for do in done if do.startswith("clock_")]


@pytest.mark.case(33)
@pytest.mark.django_db
def test_three_days_without_a_time_server(floor: Floor) -> None:
    """The alarm comes once, above a second; visits are registered all the time, between two marks."""
    floor.sign_in("a")
    drift = [0.01 + BY_THE_KERNEL * EVERY * minute for minute in range(3 * 24 * 60)]
    watch = watch_of(*(min(one, 16.0) for one in drift), 0.01)
    alarmed_at = next(minute for minute, off in enumerate(drift) if off > 1)
    for minute in range(len(drift)):
        watch.look(floor.now, minute * EVERY)
        if minute == alarmed_at - 1:
            assert marks(floor) == []
    assert marks(floor) == ["clock_unsure"]
    told = Message.objects.filter(template__startswith="No time server answers")
    assert told.count() == 3  # manager, administrator, director

    assert floor.visit("09:30", phone="13800138000")["register_no"] == 1
    watch.look(floor.now, len(drift) * EVERY)
    assert marks(floor) == ["clock_unsure", "clock_sure"]
    assert floor.ask("verify")["ok"]


@pytest.mark.case(33)
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ((0.2, 1.0, 0.4), []),
        ((0.2, 1.0001), ["clock_unsure"]),
        ((5, 6, 0.1, 0.1), ["clock_unsure", "clock_sure"]),
        ((None, None), []),
        ((None, 0.2, 2), ["clock_unsure"]),
        ((0.2, 9, None, None, 0.2), ["clock_unsure", "clock_sure"]),
    ],
    ids=["within", "just above", "lost before", "never had one", "got one", "cut off"],
)
def test_which_clocks_are_marked(
    floor: Floor, seconds: tuple[float | None, ...], expected: list[str]
) -> None:
    watch = watch_of(*seconds)
    for minute in range(len(seconds)):
        watch.look(floor.now, minute * EVERY)
        watch.look(floor.now, minute * EVERY + 1)
    assert marks(floor) == expected


@pytest.mark.case(33)
@pytest.mark.parametrize(
    ("microseconds", "status", "error"),
    [
        (12_500, 0x2001, timedelta(milliseconds=12.5)),
        (1_500_000, 0x40, timedelta(seconds=1.5)),
        (16_000_000, 0x40, None),
    ],
)
def test_what_the_kernel_says(microseconds: int, status: int, error: timedelta | None) -> None:
    assert error_of(microseconds, status) == error


def test_this_machines_kernel_answers() -> None:
    error = possible_error()
    assert error is None or error >= timedelta(0)

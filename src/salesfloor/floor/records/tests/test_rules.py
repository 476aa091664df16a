"""The door, the windows of reports and plans, as tables."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from salesfloor.base.china_time import CHINA
from salesfloor.base.periods import PeriodKind, containing
from salesfloor.floor.records import owing, rules


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("policy", "shuts"),
    [
        ("next day 09:00", "2026-03-03T09:00"),
        ("same day 22:00", "2026-03-02T22:00"),
        ("next day 00:00", "2026-03-03T00:00"),
    ],
)
def test_the_door_shuts_at_its_instant(policy: str, shuts: str) -> None:
    day = date(2026, 3, 2)
    door = rules.door_of(day, policy)
    assert door == moment(shuts)
    assert rules.door_is_open(day, door, door).reason is not None


@pytest.mark.parametrize(
    ("at", "is_taken", "is_late"),
    [
        ("2026-03-08T23:59:59", False, False),
        ("2026-03-09T00:00", True, False),
        ("2026-03-09T17:59:59", True, False),
        ("2026-03-09T18:00", True, True),
        ("2026-03-15T23:59:59", True, True),
        ("2026-03-16T00:00", False, True),
    ],
)
def test_a_weekly_report_is_taken_late_to_the_end_of_its_week(
    at: str, is_taken: bool, is_late: bool
) -> None:
    window = rules.window_of_week(date(2026, 3, 2), moment("2026-03-09T18:00"))
    assert (rules.may_report(window, moment(at)).reason is None) is is_taken
    assert window.is_late(moment(at)) is is_late


@pytest.mark.parametrize(
    ("month", "last"),
    [
        # 28 February 2026 is a Saturday that is worked, in exchange for the spring festival.
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 4, 1), date(2026, 4, 30)),
        (date(2026, 5, 1), date(2026, 5, 29)),
        (date(2031, 5, 1), date(2031, 5, 30)),
    ],
)
def test_the_last_working_day_of_a_month_in_china(month: date, last: date) -> None:
    period = containing(month, PeriodKind.MONTH)
    assert owing.last_working_day_in_china(period) == last


def test_a_plan_can_be_written_for_seven_days() -> None:
    window = rules.window_of_month(date(2026, 3, 1), date(2026, 2, 28))
    assert window.opens == moment("2026-02-22T00:00")
    assert window.due == moment("2026-03-01T00:00")
    assert window.ends == moment("2026-03-08T00:00")

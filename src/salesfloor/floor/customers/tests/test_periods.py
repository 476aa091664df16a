"""How long a claim lasts, by the site's policies and China's calendar; the warning before (3.3)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.base.china_time import CHINA
from salesfloor.floor.customers import rules
from salesfloor.floor.customers.models import Claim
from salesfloor.kernel.workdays import api as workdays

if TYPE_CHECKING:
    from tests.floor_builder import Floor

PLAIN: dict[str, Any] = {
    "visit.follow_up_within_days": 7,
    "call.visit_within_days": 7,
    "visit.warn_before_days": 2,
    "call.warn_before_days": 2,
    "claim.hard_cap_days": 0,
    "claim.count_from": "next_day",
    "claim.day_unit": "calendar",
    "claim.holiday": "keep",
    "claim.cut_off": "midnight",
}
SAME_DAY = {"claim.count_from": "same_day"}
WORKING = {"claim.day_unit": "working"}
EXTEND = {"claim.holiday": "extend"}
CLOSING = {"claim.cut_off": "closing"}
HOUSE = rules.House(workdays.by_arrangement, lambda: time(18))
PHONE = "138 0013 8000"


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHINA)


@pytest.mark.parametrize(
    ("on", "policy", "last"),
    [
        # Monday, 2 March 2026; Qingming is on Monday, 6 April.
        ("2026-03-02", {}, "2026-03-09"),
        ("2026-03-02", SAME_DAY, "2026-03-08"),
        ("2026-03-02", WORKING, "2026-03-11"),
        ("2026-03-02", WORKING | SAME_DAY, "2026-03-10"),
        ("2026-03-07", WORKING | SAME_DAY, "2026-03-17"),
        ("2026-03-01", {}, "2026-03-08"),
        ("2026-03-01", EXTEND, "2026-03-09"),
        ("2026-03-30", EXTEND, "2026-04-07"),
        ("2026-03-30", WORKING, "2026-04-09"),
        ("2026-03-30", WORKING | EXTEND, "2026-04-09"),
        ("2026-02-09", WORKING, "2026-02-25"),  # 14 February is worked, 16 to 23 are not
        ("2026-02-09", EXTEND, "2026-02-24"),
        ("2026-09-24", {}, "2026-10-01"),
        ("2026-09-24", EXTEND, "2026-10-08"),
        ("2026-10-03", EXTEND, "2026-10-10"),  # a Saturday that is worked
        ("2026-03-01", EXTEND | {"claim.hard_cap_days": 7}, "2026-03-08"),
        ("2026-03-02", WORKING | {"claim.hard_cap_days": 8}, "2026-03-10"),
        ("2028-02-22", {}, "2028-02-29"),
    ],
)
@pytest.mark.case(23)
@pytest.mark.clause("3.3.2.1", "kept")
def test_the_last_day(on: str, policy: dict[str, Any], last: str) -> None:
    day = date.fromisoformat(on)
    found = rules.last_valid_day("visit", day, day, PLAIN | policy, HOUSE)
    assert found == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("at", "policy", "lapses_at"),
    [
        ("2026-03-02T09:00", {}, "2026-03-10T00:00"),
        ("2026-03-02T09:00", CLOSING, "2026-03-09T18:00"),
        ("2026-03-02T20:00", CLOSING, "2026-03-09T18:00"),
        ("2026-03-02T17:59", CLOSING | {"visit.follow_up_within_days": 0}, "2026-03-02T18:00"),
        ("2026-03-02T18:00", CLOSING | {"visit.follow_up_within_days": 0}, "2026-03-03T18:00"),
        ("2026-03-02T09:00", {"visit.follow_up_within_days": 0}, "2026-03-03T00:00"),
        ("2026-03-02T09:00", SAME_DAY | {"visit.follow_up_within_days": 0}, "2026-03-03T00:00"),
        (
            "2026-03-02T18:30",
            SAME_DAY | CLOSING | {"visit.follow_up_within_days": 1},
            "2026-03-03T18:00",
        ),
    ],
)
@pytest.mark.clause("3.3.2.1", "kept")
def test_the_instant(at: str, policy: dict[str, Any], lapses_at: str) -> None:
    begun = moment(at)
    found = rules.lapse_instant("visit", begun, begun, PLAIN | policy, HOUSE)
    assert found == moment(lapses_at)


@pytest.fixture
def received(floor: Floor) -> Floor:
    """Return a floor where `a` received a customer on Monday."""
    floor.issue_books("a")
    floor.sign_in("a")
    floor.visit("09:00", ref="v1", phone=PHONE, name="Zhou Wei")
    floor.end("v1", "09:10")
    return floor


def warnings(floor: Floor, by: str = "a") -> list[str]:
    """Return when somebody was warned of a lapse."""
    told = floor.ask("inbox", by=by, at=floor.now)["messages"]
    about = f"claim:{Claim.objects.get(ended_at=None).pk}"
    return [one["at"] for one in told if one["about"] == about]


@pytest.mark.clause("3.3.2.1", "kept")
def test_the_owner_is_warned_at_an_opening_time(received: Floor) -> None:
    received.days_on(5)
    received.wait_until("08:59")
    assert warnings(received) == []
    received.wait_until("09:00")
    assert warnings(received) == ["2026-03-07T09:00:00+08:00"]


@pytest.mark.clause("3.3.2.1", "kept")
def test_nobody_is_warned_of_a_claim_that_moved(received: Floor) -> None:
    received.days_on(4)
    received.give("follow_up", by="a", at="17:00", phone=PHONE, method="call", note="rang")
    received.days_on(4)
    received.wait_until("23:00")
    assert warnings(received) == []
    received.days_on(1)
    received.wait_until("09:01")
    assert warnings(received) == ["2026-03-11T09:00:00+08:00"]


def test_a_warning_comes_at_its_time_however_late_the_worker(received: Floor) -> None:
    received.runs_due = False
    received.days_on(6)
    received.wait_until("12:00")
    received.runs_due = True
    received.wait_until("12:01")
    assert warnings(received) == ["2026-03-07T09:00:00+08:00"]


@pytest.mark.parametrize(("days", "warned"), [(6, []), (7, []), (5, ["2026-03-03T09:00:00+08:00"])])
@pytest.mark.clause("3.3.1.1", "kept")
def test_a_warning_that_would_come_too_early_is_none(
    floor: Floor, days: int, warned: list[str]
) -> None:
    # On Monday at 09:30: the 2nd at 09:00 is over.
    floor.give(
        "policy",
        by="manager",
        name="call.warn_before_days",
        value=7 - 1 if days == 5 else 7,
        from_="2026-03-02",
    )
    floor.sign_in("a")
    floor.call("09:30", ref="c1", phone=PHONE)
    floor.end("c1", "09:40")
    floor.days_on(days)
    floor.wait_until("10:00")
    assert warnings(floor) == warned


@pytest.mark.clause("3.3.2.1", "kept")
def test_a_claim_ends_at_closing_even_with_no_worker(floor: Floor) -> None:
    floor.give("policy", by="manager", name="claim.cut_off", value="closing", from_="2026-03-02")
    floor.sign_in("a")
    floor.visit("09:00", ref="v1", phone=PHONE)
    floor.end("v1", "09:10")
    floor.runs_due = False
    floor.days_on(7)
    assert floor.owner_of(PHONE, "17:59:59") == "a"
    assert floor.owner_of(PHONE, "18:00") is None
    floor.runs_due = True
    floor.wait_until("20:00")
    lapsed = [one for one in floor.happenings if one.name == "claim_lapsed"]
    assert [one.at for one in lapsed] == [floor.moment("18:00")]


@pytest.mark.clause("3.3.2.1", "kept")
def test_a_claim_keeps_the_calendar_of_its_moment(floor: Floor) -> None:
    floor.give("policy", by="manager", name="claim.holiday", value="extend", from_="2026-03-02")
    floor.sign_in("a")
    floor.visit("09:00", ref="v1", phone=PHONE)
    floor.end("v1", "09:10")
    floor.give("calendar_day", by="admin", at="10:00", date="2026-03-09", working=False)
    floor.visit("11:00", ref="v2", phone="139 0013 9000")
    days = [
        floor.ask("owner_of", by="manager", phone=phone)["valid_until"]
        for phone in (PHONE, "139 0013 9000")
    ]
    assert days == ["2026-03-09", "2026-03-10"]

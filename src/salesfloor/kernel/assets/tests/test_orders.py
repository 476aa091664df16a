"""Work orders: the order of their states, downtime, who accepts (2.1.4)."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.kernel.assets.rules import BEFORE, may_accept, may_become, may_name
from salesfloor.kernel.work import api as work
from tests.service_area import PHOTO, ServiceArea

if TYPE_CHECKING:
    from salesfloor.base.commands import Answer

STATES = ("reported", "assigned", "started", "done", "accepted")
ALLOWED = {
    ("reported", "assigned"), ("assigned", "assigned"), ("reported", "started"),
    ("assigned", "started"), ("started", "done"), ("done", "accepted"),
}  # fmt: skip


@pytest.mark.parametrize(("now", "then"), list(product(STATES, BEFORE)))
def test_the_order_of_states(now: str, then: str) -> None:
    verdict = may_become(now, then)
    assert (bool(verdict), verdict.clause) == ((now, then) in ALLOWED, "2.1.4")


def test_another_person_accepts_and_one_thing_is_named() -> None:
    assert (bool(may_accept(finished_it=False)), bool(may_accept(finished_it=True))) == (
        True,
        False,
    )
    assert [bool(may_name(asset=a, place=p)) for a, p in product((True, False), repeat=2)] == [
        False, True, True, False,
    ]  # fmt: skip


@pytest.fixture
def area() -> ServiceArea:
    area = ServiceArea()
    area.give("asset", by="admin", asset="PUMP", name="Pump", kind="equipment", place="WC")
    return area


def report(area: ServiceArea, at: str = "09:00", **more: Any) -> Answer:
    return area.give(
        "report_fault", by=more.pop("by", "a"), at=at, text="It leaks", asset="PUMP", **more
    )


@pytest.mark.django_db
class TestOrders:
    def test_urgent_ones_are_answered_sooner(self, area: ServiceArea) -> None:
        assert report(area)["answer_by"] == "2026-03-02T13:00:00+08:00"
        assert report(area, urgency="urgent")["answer_by"] == "2026-03-02T09:30:00+08:00"

    def test_answered_at_the_last_instant_is_in_time(self, area: ServiceArea) -> None:
        report(area, urgency="urgent")
        given = {"work_order": 1, "to": "Li & Sons"}
        assert area.give("assign_work", by="lead", at="09:30", **given)["answered_in_time"]
        area.wait_until("12:00")
        assert area.told("work_order_unanswered") == []

    def test_unanswered_it_goes_up_the_line(self, area: ServiceArea) -> None:
        report(area, urgency="urgent")
        area.wait_until("12:00")
        told = [(at, one["told"]) for at, one in area.told("work_order_unanswered")]
        assert told == [
            (area.moment("09:30"), ["manager"]),
            (area.moment("10:00"), ["director"]),
            (area.moment("10:30"), ["gm"]),
        ]
        late = area.give("assign_work", by="lead", work_order=1, to="b")
        assert late["answered_in_time"] is False

    def test_who_starts_an_order_takes_it(self, area: ServiceArea) -> None:
        report(area, urgency="urgent")
        area.give("start_work", by="b", at="09:10", work_order=1)
        area.wait_until("12:00")
        assert area.told("work_order_unanswered") == []
        kinds = [one.kind for one in work.items(area.actor("b"), area.now)]
        assert [one for one in kinds if one != "rules_to_sign"] == ["order_to_do"]

    def test_downtime_runs_on_until_it_is_accepted(self, area: ServiceArea) -> None:
        report(area, down=True)
        area.give("start_work", by="b", work_order=1)
        done = {"work_order": 1, "note": "New seal", "photos": [PHOTO]}
        assert area.give("finish_work", by="b", at="10:00:59", **done)["downtime_minutes"] == 60
        again = area.give("accept_work", by="a", work_order=1, passed=False, note="still leaks")
        assert (again["status"], again["minutes_open"]) == ("assigned", None)
        area.give("start_work", by="b", at="10:30", work_order=1)
        assert area.give("finish_work", by="b", at="11:00", **done)["downtime_minutes"] == 120
        answer = area.give("accept_work", by="a", at="12:00", work_order=1, passed=True)
        assert (answer["status"], answer["minutes_open"]) == ("accepted", 180)

    def test_a_struck_order_counts_nowhere(self, area: ServiceArea) -> None:
        report(area)
        area.give("strike", by="manager", register="work_order", register_no=1, reason="twice")
        area.wait_until("23:00")
        assert area.told("work_order_unanswered") == []
        assert area.ask("work_orders", by="manager")["work_orders"] == []
        assert area.refusal("start_work", by="a", work_order=1).clause == "input"

    def test_a_tenant_that_is_not_there_reports_nothing(self, area: ServiceArea) -> None:
        given = {"text": "Dark", "place": "SQ", "tenant": "shop"}
        assert area.refusal("report_fault", by="a", **given).clause == "input"

    def test_parts_and_cost_are_money(self, area: ServiceArea) -> None:
        report(area)
        area.give("start_work", by="b", work_order=1)
        bad: dict[str, Any] = {
            "work_order": 1,
            "note": "x",
            "parts": [{"name": "seal", "quantity": 1, "cost": 5}],
        }
        assert area.refusal("finish_work", by="b", **bad).clause == "input"
        good = {**bad, "parts": [{"name": "seal", "quantity": 1, "cost": "5"}], "cost": "0"}
        area.give("finish_work", by="b", **good)

"""Who works here no longer receives nobody (cases 88, 89)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from salesfloor.app.tests.callers import Caller
from salesfloor.kernel.registers.api import Line
from salesfloor.kernel.tasks.api import Order, give
from salesfloor.kernel.work.models import WorkItem
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.case(89)]
PHONE = "13800138000"
GOING: list[tuple[str, dict[str, Any]]] = [
    ("leave_job", {"who": "a", "hand_over_to": "c"}),
    ("change_post", {"who": "a", "post": "desk", "reason": "needed there"}),
    ("name_lead", {"who": "a", "team": "T1", "reason": "the lead sells again"}),
]


@pytest.mark.parametrize(("do", "given"), GOING)
def test_who_goes_leaves_the_rotation(floor: Floor, do: str, given: dict[str, Any]) -> None:
    floor.sign_in("a", "b", "c")
    floor.give(do, by="manager", at="09:05", **given)

    assert (floor.queue(), floor.queue("call")) == (["b", "c"], ["b", "c"])
    assert floor.visit("09:06", phone=PHONE)["assigned_to"] == "b"


@pytest.mark.clause("3.2.3.6", "refused")
@pytest.mark.parametrize(("do", "given"), GOING)
def test_nobody_goes_in_the_middle_of_a_reception(
    floor: Floor, do: str, given: dict[str, Any]
) -> None:
    floor.sign_in("a", "b", "c")
    floor.visit("09:04", ref="v1")

    assert floor.refusal(do, by="manager", at="09:05", **given).clause == "3.2.3.6"
    assert floor.queue() == ["b", "c", "a"]
    floor.end("v1")
    floor.give(do, by="manager", **given)
    assert floor.queue() == ["b", "c"]


@pytest.mark.clause("3.1.2", "kept")
def test_a_loan_to_another_site_leaves_the_rotation(floor: Floor) -> None:
    """The person is lent whole: off the floor here, on the floor there until the loan ends."""
    other = Floor("S2", prefix="x_")
    other.give("staff", code="x_lead2", name="Lead", post="lead", team="T7", at="08:01")
    floor.sign_in("a", "b")
    floor.give(
        "lend", by="director", who="a", team="T7", until="2026-03-03", reason="r", at="09:05"
    )

    assert floor.queue() == ["b"]


def test_no_claim_is_founded_for_somebody_gone(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:04", ref="v1")
    floor.end("v1")
    floor.give("leave_job", by="manager", who="a", hand_over_to="b")

    assert floor.give("leave_phone", by="desk", ref="v1", phone=PHONE)["owner"] is None
    assert floor.owner_of(PHONE) is None
    assert floor.visit(phone=PHONE)["owner"] == "b"


def test_what_was_on_the_list_of_who_goes_is_somebody_elses_or_over(floor: Floor) -> None:
    """Tasks go on with their due time and on record; what a review asked of the person ends with the job."""
    floor.sign_in("a", "b")
    floor.visit("09:04", ref="v1", phone=PHONE)
    floor.end("v1", at="09:20")
    later = {"due": (floor.day + timedelta(days=2)).isoformat()}
    floor.give("assign", by="lead", to="a", what="Count the brochures.", **later)
    floor.give("assign", by="a", to="a", what="Ring the bank.", **later)
    put_off = {"words": "Too dear", "cause": "other_view", "result": "deferred"}
    put_off |= {"reason": "asks the bank", "answer_by": "2026-03-04"}
    floor.give("log_objection", by="a", ref="v1", **put_off)
    leaver, successor = (floor.actor(who).staff_id or 0 for who in ("a", "b"))
    own = Order(staff_id=leaver, what="Smile.", due=floor.day + timedelta(days=1), is_own=True)
    give(own, site_id=floor.site_id or 0, at=floor.now)

    floor.give("leave_job", by="manager", who="a", hand_over_to="b")

    lists = dict(WorkItem.objects.filter(settled_at=None).values_list("subject", "who"))
    assert f"person:{leaver}" not in lists.values()
    assert {lists[one] for one in ("task:1", "task:2", "objection:1")} == {f"person:{successor}"}
    assert "task:3" not in lists
    assert Line.objects.filter(book__kind="task", body__contains="task_passed_on").count() == 2
    floor.give("finish_task", by="b", task=1, note="Counted.")
    floor.days_on(4)
    floor.wait_until("09:00")
    overdue = [one.fields for one in floor.happenings if one.name == "task_overdue"]
    assert overdue == [{"task": 2, "who": "b"}]


def test_books_that_are_out_are_named_by_number(floor: Floor) -> None:
    floor.issue_books("b", "a")
    refused = floor.refusal("leave_job", by="manager", who="a", hand_over_to="b")
    assert (refused.clause, "2" in str(refused.sentence)) == ("3.4.3.6", True)
    assert floor.ask("leaving", by="manager", who="a")["books"] == [2]


def test_keys_feeds_and_sessions_of_who_goes_are_dead_at_once(floor: Floor) -> None:
    caller = Caller("a")
    address = floor.give("open_calendar_feed", by="a")["address"]
    own = visitor(floor, "a")
    assert Client().get(address).status_code == 200
    assert own.get("/").status_code == caller.get("board").status_code == 200

    floor.give("leave_job", by="manager", who="a", hand_over_to="b")

    assert Client().get(address).status_code == 404
    assert caller.get("board").status_code == 401
    assert own.get("/").headers["Location"].startswith("/account/login/")

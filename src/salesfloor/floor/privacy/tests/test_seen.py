"""Who saw a customer's data in three years: every way of seeing them is on the list (case 116)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.base.refusals import Refused
from salesfloor.floor.customers.models import Customer
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = pytest.mark.django_db
ONE, TWO = "13805712201", "13905713302"


@pytest.fixture
def floor() -> Floor:
    """Return a floor three years ago: `a` follows one customer, `b` another."""
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=3 * 365))
    floor.sign_in("a", "b")
    floor.issue_books("a", "b")
    floor.visit("09:05", ref="v1", phone=ONE, name="Zhou")
    floor.end("v1", at="09:06")
    floor.visit("09:07", ref="v2", phone=TWO)
    floor.end("v2", at="09:08")
    floor.give("follow_up", by="a", phone=ONE, method="call", note="rang")
    return floor


def customer(phone: str) -> int:
    return Customer.objects.get(phone=phone).pk


def who_saw(floor: Floor, phone: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = floor.ask("who_saw", by="manager", phone=phone)["rows"]
    return rows


def export(floor: Floor, by: str, what: str, at: str) -> None:
    asked = floor.give("request_export", by=by, at=at, what=what, phones="masked", reason="to plan")
    floor.give("take_export", by=by, at=at, export=asked["export"])


@pytest.mark.case(116)
def test_every_way_of_seeing_a_customer_is_on_the_list(floor: Floor) -> None:
    floor.give("reveal_phone", by="a", at="10:00", customer=customer(ONE), reason="contact")
    floor.give("read_follow_ups", by="manager", at="10:10", phone=ONE, reason="check")
    floor.give("look", by="b", at="10:20", phone=ONE, with_="manager", reason="handover")
    export(floor, "a", "customers", "10:30")
    export(floor, "b", "customers", "10:40")  # holds the own ones: not this one
    export(floor, "manager", "visits", "10:50")
    floor.days_on(700)
    volume = {"register": "visit", "volume": 1}
    floor.give("read_register", by="director", at="11:00", **volume, purpose="read")
    floor.give("read_register", by="manager", at="11:10", **volume, purpose="print", pages="1-1")
    floor.give(
        "read_register", by="manager", at="11:20", register="sign_in", volume=1, purpose="read"
    )
    floor.days_on(300)
    book = {"register": "follow_up", "volume": 1}
    floor.give("read_register", by="manager", at="11:30", **book, purpose="export")

    found = who_saw(floor, ONE)
    assert [(row["by"], row["way"]) for row in found] == [
        ("manager", "export"),
        ("manager", "print"),
        ("director", "read"),
        ("manager", "export"),
        ("a", "export"),
        ("b", "look"),
        ("manager", "page"),
        ("a", "phone"),
    ]
    assert [row["of"] for row in found[:5]] == [
        "S1/follow_up/1", "S1/visit/1", "S1/visit/1", "export:3", "export:1"
    ]  # fmt: skip
    assert (found[5]["with"], found[5]["reason"]) == ("manager", "handover")
    assert [(row["by"], row["way"]) for row in who_saw(floor, TWO)] == [
        ("manager", "print"),
        ("director", "read"),
        ("manager", "export"),
        ("b", "export"),
    ]


@pytest.mark.case(116)
def test_a_struck_line_was_seen_as_well(floor: Floor) -> None:
    floor.give("strike", by="manager", at="10:00", register="visit", register_no=1, reason="x")
    floor.give("read_register", by="manager", at="10:10", register="visit", volume=1,
               purpose="read")  # fmt: skip
    assert [row["way"] for row in who_saw(floor, ONE)] == ["read"]


@pytest.mark.case(116)
@pytest.mark.parametrize("by", ["a", "b", "lead", "desk", "finance", "admin"])
def test_the_list_is_the_managers(floor: Floor, by: str) -> None:
    with pytest.raises(Refused) as refused:
        floor.ask("who_saw", by=by, phone=ONE)
    assert refused.value.clause == "7.2.2"


@pytest.mark.case(116)
def test_the_page_tells_it_to_the_manager_and_to_nobody_else(floor: Floor) -> None:
    floor.give("reveal_phone", by="a", at="10:00", customer=customer(ONE), reason="contact")
    page = reverse("customers:customer", kwargs={"pk": customer(ONE)})
    text = visitor(floor, "manager").get(page, {"tab": "seen"}).content.decode()
    assert "看了完整电话" in text
    assert "tab=seen" not in visitor(floor, "lead").get(page).content.decode()

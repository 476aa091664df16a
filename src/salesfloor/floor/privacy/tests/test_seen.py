"""Who saw a customer's data in three years: every way of seeing them is on the list (case 116)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import orjson
import pytest
from django.urls import reverse
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.base.refusals import Refused
from salesfloor.floor.customers.models import Customer
from salesfloor.kernel.registers.api import Line
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = pytest.mark.django_db
ONE, TWO = "13805712201", "13905713302"


@pytest.fixture
def floor() -> Floor:
    """Return a floor three years ago."""
    return furnished(day_of(timezone.now()) - timedelta(days=3 * 365))


def furnished(day: date) -> Floor:
    """Return a floor on a day: `a` follows one customer, `b` another."""
    floor = Floor(day=day)
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


def who_saw(floor: Floor, phone: str, **when: datetime) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = floor.ask("who_saw", by="manager", phone=phone, **when)["rows"]
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
@pytest.mark.parametrize(
    ("by", "page", "holds"),
    [
        ("manager", "customers:customers", {ONE, TWO}),
        ("a", "customers:customers", {ONE}),
        ("manager", "reception:receptions", {ONE, TWO}),
        ("a", "customers:follow_ups", {ONE}),
    ],
)
def test_a_list_taken_as_a_file_was_seen_by_who_took_it(
    by: str, page: str, holds: set[str]
) -> None:
    floor = furnished(day_of(timezone.now()) - timedelta(days=1))
    browser = visitor(floor, by)
    since = {"from": floor.now.date().isoformat()}
    browser.get(reverse(page), since)
    for way in ("csv", "xlsx"):
        assert browser.get(reverse(page), {**since, "as": way}).status_code == 200

    for phone in (ONE, TWO):
        found = who_saw(floor, phone, at=timezone.now())
        assert len(found) == (2 if phone in holds else 0)  # a list on a screen leaves nothing
        told = {(row["by"], row["way"], row["of"]) for row in found}
        assert told <= {(by, "list", f"list:{page.partition(':')[2]}")}
    written = Line.objects.filter(book__kind="custody", body__contains="list_taken")
    assert [orjson.loads(line.body)["customers"] for line in written] == [len(holds)] * 2
    if page == "customers:follow_ups":
        address = reverse("customers:customer", kwargs={"pk": customer(ONE)})
        text = visitor(floor, "manager").get(address, {"tab": "seen"}).content.decode()
        assert "下载了列表" in text
        assert "list:" not in text


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

"""What a customer may ask of the house: leave me alone, show me what you keep, put it right (case 121)."""

from __future__ import annotations

import csv
from datetime import timedelta
from hashlib import sha256
from io import StringIO

import orjson
import pytest
from django.urls import reverse
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.customers.models import Customer
from salesfloor.floor.particulars.models import Change
from salesfloor.kernel.registers.api import Line, Value
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.case(121)]
PHONE, SPOUSE, FRIEND = "13805712201", "13905713302", "13705714403"


@pytest.fixture
def floor() -> Floor:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.sign_in("a", "b")
    floor.issue_books("a", "b")
    floor.visit("09:05", ref="v1", phone=PHONE, name="周文", area="城西")
    floor.end("v1", at="09:06", outcome="negotiated", grade="A", need="三房",
              problem="价格")  # fmt: skip
    floor.give("follow_up", by="a", phone=PHONE, method="call", note="=wants a quiet flat")
    return floor


def test_withdrawn_consent_stops_every_contact_at_once(floor: Floor) -> None:
    [row] = floor.ask("call_list", by="a")["rows"]
    assert row["suggested_on"]
    floor.give("do_not_contact", by="desk", at="10:00", phone=PHONE, all=True, reason="a letter")

    [row] = floor.ask("call_list", by="a", at="10:00")["rows"]
    assert (row["suggested_on"], row["suggested_method"]) == (None, None)
    for method in ("call", "message", "mail", "visit", "invitation"):
        tried = {"phone": PHONE, "method": method, "note": "an offer"}
        assert floor.refusal("follow_up", by="a", at="10:00", **tried).clause == "9.6.2.2"


def test_the_customers_copy_holds_everything_and_masks_others(floor: Floor) -> None:
    floor.give("note_particulars", by="a", phone=PHONE, family="three", id_no="11010519491231002X")
    floor.give("note_need", by="a", phone=PHONE, rooms=[3], budget="2000000", likes=["quiet"])
    floor.give("relate", by="a", phone=PHONE, other=SPOUSE, relation="spouse")
    floor.give("refer", by="a", referrer=PHONE, phone=FRIEND, name="Friend")
    customer = Customer.objects.get(phone=PHONE)
    floor.give("reveal_phone", by="a", customer=customer.pk, reason="contact")
    tomorrow = floor.moment("15:00") + timedelta(days=1)
    floor.give("appoint", by="a", phone=PHONE, time=tomorrow, kind="visit")

    address = reverse("privacy:copy", kwargs={"pk": customer.pk})
    answer = visitor(floor, "manager").post(address, {"reason": "asked at the desk"})
    assert answer["Content-Disposition"].startswith("attachment")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    told = {(what, says) for what, _, says in rows}
    assert {
        ("姓名", "周文"),
        ("电话", PHONE),
        ("区域", "城西"),
        ("证件号码", "11010519491231002X"),
        ("几房", "3"),
        ("来访", "周文 · 三房 · 价格"),
        ("关系", "配偶 · 139****3302"),
        ("介绍了", "137****4403"),
        ("跟踪人", "A · 来访"),
        ("查看记录", "A · 看了完整电话"),
    } <= told
    assert any("wants a quiet flat" in says for _, says in told)
    assert SPOUSE not in answer.content.decode()
    assert FRIEND not in answer.content.decode()

    line = Line.objects.filter(book__kind="custody").order_by("-at", "-line_no").first()
    assert line is not None
    body = orjson.loads(line.body)
    assert (body["do"], body["rows"]) == ("copy_for_customer", len(rows) - 2)
    assert body["sha256"] == sha256(answer.content).hexdigest()


@pytest.mark.parametrize("by", ["a", "lead", "desk", "finance", "admin"])
def test_only_a_manager_makes_the_copy(floor: Floor, by: str) -> None:
    refused = floor.refusal("copy_for_customer", by=by, phone=PHONE, reason="curious")
    assert refused.clause == "7.2.2"


def test_what_is_wrong_is_put_right_by_a_line(floor: Floor) -> None:
    floor.give("note_particulars", by="manager", at="10:00", phone=PHONE, name="周雯")
    assert Customer.objects.get(phone=PHONE).name == "周雯"
    change = Change.objects.latest("pk")
    assert (change.by, change.fields) == ("manager", ["name"])
    line = Line.objects.filter(book__kind="claims").order_by("-at", "-line_no").first()
    assert line is not None
    assert orjson.loads(line.body)["do"] == "note_particulars"
    assert "周雯" in Value.objects.filter(book_id=line.book_id).values_list("value", flat=True)

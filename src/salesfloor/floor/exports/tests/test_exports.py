"""What leaves the house: only what one may see, approved by another, once, in time (case 85)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.exports.models import Export
from salesfloor.kernel.messages.models import Message
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

pytestmark = pytest.mark.django_db
ONE, TWO = "13805712201", "13905713302"


@pytest.fixture
def floor() -> Floor:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.sign_in("a", "b")
    floor.issue_books("a", "b")
    floor.visit("09:05", ref="v1", phone=ONE, name="=Zhou")
    floor.end("v1", at="09:06")
    floor.visit("09:07", ref="v2", phone=TWO)
    floor.end("v2", at="09:08")
    floor.give("follow_up", by="a", phone=ONE, method="call", note="what a heard")
    floor.give("follow_up", by="b", phone=TWO, method="call", note="what b heard")
    return floor


def taken(floor: Floor, by: str, what: str, phones: str = "masked") -> str:
    given = floor.give("request_export", by=by, what=what, phones=phones, reason="to plan")
    if given["status"] == "waiting":
        floor.give(
            "approve_export", by="director", export=given["export"], granted=True, reason="y"
        )
    floor.give("take_export", by=by, export=given["export"])
    row = Export.objects.get(number=given["export"])
    return bytes(row.file or b"").decode("utf-8-sig")


@pytest.mark.case(85)
def test_a_consultant_exports_the_own_and_masked(floor: Floor) -> None:
    text = taken(floor, "a", "customers")
    assert "138****2201" in text
    assert "139****3302" not in text
    assert ONE not in text
    assert "'=Zhou" in text
    assert all("A · " in line for line in text.splitlines()[1:])
    assert "what b heard" not in taken(floor, "a", "follow_ups")


def test_a_manager_exports_all_with_the_word_of_another(floor: Floor) -> None:
    text = taken(floor, "manager", "customers", "full")
    assert ONE in text
    assert TWO in text
    both = taken(floor, "manager", "follow_ups")
    assert "what a heard" in both
    assert "what b heard" in both
    assert TWO in taken(floor, "lead", "visits", "full")


def test_the_manager_is_told(floor: Floor) -> None:
    taken(floor, "a", "customers")
    told = Message.objects.filter(staff_id=floor.actor("manager").staff_id or 0, clause="7.2.2")
    assert told.count() == 1


@pytest.mark.case(85)
def test_the_file_is_gone_with_its_time(floor: Floor) -> None:
    taken(floor, "a", "customers")
    floor.days_on(1)
    floor.wait_until(floor.now + timedelta(hours=25))
    assert Export.objects.get().file is None


@pytest.mark.case(80)
def test_the_pages_are_for_who_asked_and_the_manager(floor: Floor) -> None:
    floor.give(
        "request_export", by="a", what="customers", phones="masked", reason="r", at="23:59:59"
    )
    own, other, manager = (visitor(floor, who) for who in ("a", "b", "manager"))
    assert other.get("/exports/1/").status_code == 404
    assert manager.get("/exports/1/").status_code == 200
    assert piece(own, "/exports/1/take/", key="k").status_code == 204
    assert own.get("/exports/1/file/").status_code == 200
    assert manager.get("/exports/1/file/").status_code == 404


@pytest.mark.case(85)
@pytest.mark.case(91)
def test_whole_phones_need_the_word_of_another_and_are_taken_once(floor: Floor) -> None:
    asked = {"what": "customers", "phones": "full", "reason": "to plan"}
    number = floor.give("request_export", by="manager", **asked)["export"]
    take: dict[str, Any] = {"by": "manager", "export": number}
    word: dict[str, Any] = {"export": number, "granted": True, "reason": "y"}

    assert floor.refusal("take_export", **take).clause == "7.2.2"
    assert floor.refusal("approve_export", by="manager", **word).clause == "7.2.2"
    assert Export.objects.get().status == "waiting"
    floor.give("approve_export", by="director", **word)
    assert floor.refusal("approve_export", by="director", **word).clause == "7.2.2"
    assert floor.refusal("take_export", by="director", export=number).clause == "7.2.2"
    floor.give("take_export", **take)
    assert floor.refusal("take_export", **take).clause == "7.2.2"
    again = floor.give("request_export", by="manager", **asked)
    assert (again["export"], again["status"]) == (number + 1, "waiting")


@pytest.mark.case(85)
def test_what_was_granted_is_taken_within_a_day(floor: Floor) -> None:
    asked = {"what": "customers", "phones": "masked", "reason": "to plan"}
    granted_at = floor.moment("10:00")
    number = floor.give("request_export", by="a", at=granted_at, **asked)["export"]
    other = floor.give("request_export", by="a", at=granted_at, **asked)["export"]
    floor.days_on()
    floor.give("take_export", by="a", at="10:00", export=number)
    assert (
        floor.refusal("take_export", by="a", at="10:00:00.000001", export=other).clause == "7.2.2"
    )

"""Doubts of a reception, with a phone or without one: on its page, and where it is ended (9.3.1.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.floor.advice import facts
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("9.3.1.4")]
DOUBT = {"words": "The school is far", "cause": "unsure"}
PHONE = "13800138000"


@pytest.fixture
def table(floor: Floor) -> Floor:
    """Return a floor on which `a` receives a customer who left no phone."""
    floor.sign_in("a")
    floor.give("visit", by="desk", at="09:00", ref="v1", name="Zhou")
    return floor


def test_a_doubt_of_a_customer_without_a_phone_is_logged_at_the_reception(table: Floor) -> None:
    consultant = visitor(table, "a")
    page = consultant.get("/reception/").content.decode()
    assert 'action="/give/log_objection/"' in page
    assert '<input type="hidden" name="ref" value="v1">' in page
    piece(consultant, "/give/log_objection/", ref="v1", result="open", **DOUBT)
    page = consultant.get("/reception/").content.decode()
    assert "The school is far" in page
    assert "疑虑：1 条未解，0 条已解" in page
    pk = consultant.get("/receptions/named/v1/")["Location"].split("/")[-2]
    ending = visitor(table, "manager").get(f"/board/reception/{pk}/end/").content.decode()
    assert "疑虑：1 条未解，0 条已解" in ending, "who ends it for the receiver is told as well"


def test_it_stays_on_the_reception_with_how_it_ended(table: Floor) -> None:
    table.give("log_objection", by="a", ref="v1", result="open", **DOUBT)
    table.give("answer_objection", by="a", objection=1, result="removed", method="third_party")
    table.give("end", by="a", ref="v1", outcome="no_deal", reason="too dear", grade="B")
    for who in ("a", "manager"):
        shown = visitor(table, who).get("/receptions/named/v1/", follow=True).content.decode()
        assert "The school is far" in shown, who
        assert "/give/log_objection/" not in shown
    desk = visitor(table, "desk").get("/receptions/named/v1/", follow=True).content.decode()
    assert "The school is far" not in desk, "what was said is for those who have a part in it"


def test_it_counts_for_the_customer_as_soon_as_a_phone_is_left(table: Floor) -> None:
    table.give("log_objection", by="a", ref="v1", result="open", **DOUBT)
    site_id = table.site_id or 0
    assert facts.facts_of(site_id, PHONE).standing == 0
    table.give("leave_phone", by="a", ref="v1", phone=PHONE)
    assert facts.facts_of(site_id, PHONE).standing == 1


@pytest.mark.clause("9.4.2", "refused")
def test_an_objection_to_a_product_that_does_not_exist_is_refused(table: Floor) -> None:
    given = {"ref": "v1", "result": "open", **DOUBT}
    table.give("unit", by="manager", code="1-101", layout="Three rooms", area="89.5", price="1000")
    for product in ("layout:Castle", "Castle", "unit:9-999", "goods:x"):
        refusal = table.refusal("log_objection", by="a", product=product, **given)
        assert refusal.clause == "input", product
    for product in ("layout:Three rooms", "Three rooms", "unit:1-101", ""):
        table.give("log_objection", by="a", product=product, **given)

"""The last signature on a screen needs the manager's PIN; a review names places of the paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone, translation

from salesfloor.base.china_time import day_of
from salesfloor.floor.deals import sealing
from salesfloor.floor.deals.models import Agreement
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

pytestmark = pytest.mark.django_db
PHONE = "13800138000"
PIN = "2468"


@pytest.fixture
def signed_twice() -> Floor:
    """Return a floor whose agreement 1 bears the signatures of buyer and consultant since yesterday."""
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.give("unit", code="U1", layout="3+1", area="89.5", price="1000000")
    floor.sign_in("a")
    floor.visit("09:00", ref="v1", phone=PHONE, name="张建国")
    paid: dict[str, Any] = {"method": "cash", "source": "积蓄", "due": "50000", "amount": "50000"}
    floor.give("deposit", by="finance", at="15:00", phone=PHONE, unit="U1", **paid)
    words: dict[str, Any] = {"buyer": "张建国", "id_no": "110101199003074178", "discount": 0}
    floor.give("prepare_agreement", by="a", phone=PHONE, unit="U1", terms=[], **words)
    floor.give("sign_agreement", by="a", agreement=1, signer="buyer")
    floor.give("sign_agreement", by="a", agreement=1)
    floor.give("set_pin", who="manager", pin=PIN)
    return floor


@pytest.mark.clause("3.4.2.4", "refused")
def test_the_managers_signature_needs_the_pin(signed_twice: Floor) -> None:
    browser = visitor(signed_twice, "manager")
    plain = piece(browser, "/give/sign_agreement/", agreement="1", next="/")
    assert (plain.status_code, plain["X-Refused-By"]) == (422, "3.4.2.4")
    wrong = piece(browser, "/agreements/1/seal/", pin="1111")
    assert (wrong.status_code, wrong["X-Refused-By"]) == (422, "access")
    assert Agreement.objects.get().sealed_at is None


@pytest.mark.clause("3.4.2.4", "kept")
def test_the_pin_seals_the_paper(signed_twice: Floor) -> None:
    browser = visitor(signed_twice, "manager")
    assert 'name="pin"' in browser.get("/agreements/1/").content.decode()
    assert piece(browser, "/agreements/1/seal/", pin=PIN).status_code == 204
    assert Agreement.objects.get().status == "sealed"
    page = browser.get("/agreements/1/").content.decode()
    assert 'name="pin"' not in page
    assert 'name="errors"' in page


@pytest.mark.clause("7.1.11", "kept")
def test_a_review_marks_the_places_on_the_paper(signed_twice: Floor) -> None:
    browser = visitor(signed_twice, "manager")
    page = browser.get("/agreements/1/").content.decode()
    assert 'data-place="成交价"' in page
    answer = piece(
        browser, "/give/review_agreement/", agreement="1", errors="成交价\n地址", next="/"
    )
    assert answer.status_code == 204
    page = browser.get("/agreements/1/").content.decode()
    assert 'data-place="成交价"' not in page
    assert "地址" in page
    assert "data-places" not in visitor(signed_twice, "a").get("/agreements/1/").content.decode()
    browser.cookies["django_language"] = "en"
    english = browser.get("/agreements/1/").content.decode()
    assert 'data-place="List price"' in english
    assert 'data-place="Price"' not in english
    assert "<li>成交价" not in english


def test_who_found_a_mistake_is_not_asked_to_rule_on_the_appeal(signed_twice: Floor) -> None:
    signed_twice.give("review_agreement", by="manager", agreement=1, errors=["成交价"])
    signed_twice.give("appeal", by="a", about="conduct:1", grounds="当场更正")

    asked = "/give/rule_on_appeal/"
    assert asked not in visitor(signed_twice, "manager").get("/conduct/1/").content.decode()
    assert asked in visitor(signed_twice, "director").get("/conduct/1/").content.decode()


def test_a_button_says_who_signs(signed_twice: Floor) -> None:
    words: dict[str, Any] = {"buyer": "张建国", "id_no": "110101199003074178", "discount": 0}
    signed_twice.give("withdraw_agreement", by="a", agreement=1, reason="改名")
    signed_twice.give("prepare_agreement", by="a", phone=PHONE, unit="U1", terms=[], **words)
    browser = visitor(signed_twice, "a")
    assert "购买人签字" in browser.get("/agreements/2/").content.decode()
    signed_twice.give("sign_agreement", by="a", agreement=2, signer="buyer")
    assert "以置业顾问身份签字" in browser.get("/agreements/2/").content.decode()


@pytest.mark.usefixtures("signed_twice")
def test_paper_is_in_the_language_of_the_house() -> None:
    """Who reads English has the same bytes: what is signed does not depend on a switch."""
    row = Agreement.objects.get()
    with translation.override("en"):
        english = sealing.paper(row, row.deal)
    assert english == sealing.paper(row, row.deal)


def test_a_deal_shows_its_stages_and_its_money(signed_twice: Floor) -> None:
    page = visitor(signed_twice, "a").get("/deals/1/").content.decode()
    assert page.count("stage-mark") == 6
    assert 'aria-current="step"' in page
    assert "¥950,000.00" in page


@pytest.mark.clause("3.4.2.2", "kept")
def test_a_review_may_find_nothing(signed_twice: Floor) -> None:
    browser = visitor(signed_twice, "manager")
    answer = piece(browser, "/give/review_agreement/", agreement="1", errors="", next="/")
    assert answer.status_code == 204
    row = Agreement.objects.get()
    assert (row.status, row.reviewed_at is None) == ("signed_by_consultant", False)

"""Closing the cash: counted blind, every line once, what differs is explained."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from salesfloor.floor.till.models import Closing, Count, Receipt
from salesfloor.floor.till.paper import paper
from salesfloor.kernel.people.models import Site
from salesfloor.kernel.registers.api import Line
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

pytestmark = pytest.mark.django_db
PHONE = "13800138000"


@pytest.fixture
def floor() -> Floor:
    floor = Floor()
    for code in ("U1", "U2"):
        floor.give("unit", code=code, layout="3+1", area="89.5", price="1000000")
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE, name="欧阳娜娜")
    return floor


def pay(floor: Floor, unit: str, amount: str, **more: Any) -> Any:
    given = {"due": amount, "method": "cash", "source": "savings", **more}
    return floor.give("deposit", by="finance", phone=PHONE, unit=unit, amount=amount, **given)


@pytest.mark.clause("7.2.3", "kept")
def test_received_less_void_less_paid_back_by_method(floor: Floor) -> None:
    pay(floor, "U1", "30000")
    pay(floor, "U2", "20000.55", method="card")
    floor.give(
        "void_receipt", by="finance", receipt_no=1, reason="by card", reissue={"method": "card"}
    )
    floor.give("release_hold", by="manager", unit="U2", reason="gave up")
    floor.give("refund", by="finance", phone=PHONE, unit="U2", amount="20000.55", method="cash")
    counted = {"cash": "0", "card": "50000.55"}
    assert floor.refusal("close_cash", by="finance", counted=counted).clause == "7.2.3"
    told = floor.give("close_cash", by="finance", counted=counted, reason="the till was short")
    assert (told["closing"], told["from_no"], told["to_no"]) == (1, 1, 4)
    assert told["expected"] == {
        "cash": "-20000.55",
        "card": "50000.55",
        "transfer": "0.00",
        "cheque": "0.00",
    }
    assert told["difference"]["cash"] == "20000.55"
    assert floor.refusal("close_cash", by="finance", counted={}).clause == "input"
    pay(floor, "U2", "10")
    again = floor.give("close_cash", by="finance", counted={"cash": "10"})
    assert (again["closing"], again["from_no"], again["to_no"]) == (2, 5, 5)
    assert Closing.objects.count() == 2


@pytest.mark.clause("7.2.3", "kept")
def test_the_page_shows_the_books_after_the_count_and_asks_why_it_differs(floor: Floor) -> None:
    pay(floor, "U1", "30000")
    browser = visitor(floor, "finance")
    before = browser.get("/till/closings/").content.decode()
    assert "30,000.00" not in before, "counted blind"
    assert "/give/close_cash/" not in before
    assert piece(browser, "/give/count_cash/", **{"counted.cash": "29990"}).status_code == 204
    after = browser.get("/till/closings/")
    assert [one.difference for one in after.context["compared"]] == [-1000, 0, 0, 0]
    assert after.context["differs"]
    assert "30,000.00" in after.content.decode()
    assert (
        "/give/close_cash/" not in visitor(floor, "manager").get("/till/closings/").content.decode()
    )
    closing = {f"counted.{one.method.value}": one.counted_yuan for one in after.context["compared"]}
    assert piece(browser, "/give/close_cash/", **closing)["X-Refused-By"] == "7.2.3"
    piece(browser, "/give/close_cash/", reason="找零多找十元", **closing)
    assert Closing.objects.get().counted["cash"] == 2_999_000
    listed = browser.get("/till/closings/").content.decode()
    assert "-¥10.00" in listed
    assert Count.objects.count() == 1


@pytest.mark.clause("7.2.3", "kept")
def test_what_moves_after_a_count_makes_it_old(floor: Floor) -> None:
    pay(floor, "U1", "30000")
    told = floor.give("count_cash", by="finance", counted={"cash": "30000"})
    assert told["difference"]["cash"] == "0.00"
    pay(floor, "U2", "10")
    assert visitor(floor, "finance").get("/till/closings/").context["count"] is None
    refused = floor.refusal("count_cash", by="manager", counted={"cash": "30010"})
    assert refused.clause == "7.2.3"


@pytest.mark.clause("7.2.3", "refused")
def test_a_day_that_is_not_closed_by_nine(floor: Floor) -> None:
    pay(floor, "U1", "30000")
    floor.days_on(1)
    floor.give("close_cash", by="finance", at="09:00", counted={"cash": "30000"})
    missed = [one for one in floor.happenings if one.name == "cash_not_closed"]
    assert [(one.at, one.fields["from_no"]) for one in missed] == [(floor.moment("09:00"), 1)]
    pay(floor, "U2", "5")
    floor.days_on(1)
    floor.give("close_cash", by="finance", at="08:59:59", counted={"cash": "5"})
    floor.wait_until("12:00")
    assert len([one for one in floor.happenings if one.name == "cash_not_closed"]) == 1
    assert floor.refusal("close_cash", by="manager", counted={}).clause == "7.2.3"


@pytest.mark.case(99)
@pytest.mark.clause("3.4.1.3", "kept")
def test_the_page_behind_the_code_says_no_more_than_the_paper(floor: Floor) -> None:
    pay(floor, "U1", "30000")
    receipt = Receipt.objects.get()
    page = Client().get(f"/r/S1/1/{receipt.code}/")
    said = page.content.decode()
    assert page.status_code == 200
    assert "欧*" in said
    assert "欧**" not in said
    assert "欧阳" not in said
    assert PHONE not in said
    assert "savings" not in said
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    wrong = Client().get(f"/r/S1/1/{'0' * 16}/")
    unknown = Client().get(f"/r/S1/77/{'0' * 16}/")
    nowhere = Client().get(f"/r/S9/1/{receipt.code}/")
    assert {wrong.status_code, unknown.status_code, nowhere.status_code} == {404}
    assert wrong.content == unknown.content == nowhere.content


@pytest.mark.case(47)
@pytest.mark.case(65)
def test_a_receipt_prints_with_its_marks(floor: Floor) -> None:
    pay(floor, "U1", "30000", payer="𠮷田 · 㛃")
    for count in (1, 2):
        assert floor.give("print_receipt", by="finance", receipt_no=1)["prints"] == count
    receipt = Receipt.objects.get()
    assert paper(receipt, Site.objects.get(), taken_by="Fang").startswith(b"%PDF")


@pytest.mark.case(47)
@pytest.mark.clause("3.4.1.3", "kept")
def test_a_number_spoilt_in_the_printer_is_void_by_a_line_and_another_is_given(
    floor: Floor,
) -> None:
    pay(floor, "U1", "30000")
    told = floor.give("void_receipt", by="finance", receipt_no=1, reason="jam", reissue={})

    assert (told["counter_entry"], told["reissued_as"], told["paid"]) == (2, 3, "30000.00")
    seen = {n: floor.ask("receipt", by="finance", receipt_no=n) for n in (1, 2, 3)}
    assert [seen[n]["state"] for n in (1, 3)] == ["void", "valid"]
    assert (seen[1]["reissued_as"], seen[2]["counter_of"], seen[3]["reissue_of"]) == (3, 1, 1)
    lines = Line.objects.filter(book__kind="receipt").order_by("line_no")
    assert [line.line_no for line in lines] == [1, 2, 3]
    assert floor.ask("verify", at=floor.now)["ok"]
    assert floor.give("print_receipt", by="finance", receipt_no=3)["prints"] == 1

"""What forms about deals offer is not refused, and nobody is asked to decide what is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.deals import holding
from salesfloor.floor.deals.models import Deal
from salesfloor.kernel.work.models import WorkItem
from tests.floor_builder import Floor
from tests.visitor import visitor

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
PHONE, OTHER = "13800138000", "13600136000"
NAMED = {"buyer": "张建国", "id_no": "110101199003074178"}


@pytest.fixture
def held(db: None) -> Floor:
    """Return a floor on which a's customer holds U1 in part, nobody's holds U2, since four days ago."""
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=4))
    for code in ("U1", "U2", "U3"):
        floor.give("unit", code=code, layout="3+1", area="89.5", price="1000000")
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE, name="张建国")
    paid: dict[str, Any] = {"method": "cash", "source": "积蓄", "due": "50000", "amount": "10000"}
    floor.give("deposit", by="finance", at="17:00", phone=PHONE, unit="U1", **paid)
    floor.give("deposit", by="finance", phone=OTHER, unit="U2", **paid)
    return floor


def offered(browser: Client, path: str, command: str, field: str) -> set[str]:
    """Return what a field of a command's form on a page offers."""
    form = browser.get(path).context["forms"][command]
    return {code for one in form.fields if one.name == field for code, _ in one.choices}


@pytest.mark.clause("3.4.1.1", "kept")
def test_salespeople_and_leads_alone_are_offered_for_taking_deposits(held: Floor) -> None:
    found = offered(visitor(held, "manager"), "/deals/house/", "designate", "who")
    assert {"a", "b", "lead"} <= found
    assert not found & {"finance", "desk", "manager", "admin"}


@pytest.mark.clause("7.1.14", "kept")
def test_a_loan_is_opened_at_one_of_the_houses_banks(held: Floor) -> None:
    held.give("bank", by="manager", code="river", name="江南银行", papers=["收入证明"])
    fields = visitor(held, "a").get("/give/open_loan/").context["form"].fields
    bank = next(one for one in fields if one.name == "bank")
    assert (bank.kind, [*bank.choices]) == ("choice", [("river", "江南银行")])


@pytest.mark.clause("3.4.1.2", "kept")
def test_more_time_is_offered_as_often_as_the_house_gives_it(held: Floor) -> None:
    deal = Deal.objects.get(unit="U1")
    browser, path = visitor(held, "manager"), f"/deals/{deal.number}/"
    assert "/give/extend_hold/" in browser.get(path).content.decode()
    held.give("extend_hold", by="manager", at="18:00", unit="U1", reason="银行关门")
    held.days_on(3)
    held.wait_until("17:01")
    page = browser.get(path).content.decode()
    assert "/give/extend_hold/" not in page
    assert "已不能再延期" in page
    today = WorkItem.objects.get(kind=holding.DECIDE, subject=f"deal:{deal.number}")
    assert "no more can be given" in today.template


@pytest.mark.clause("3.5.1", "kept")
def test_nobody_is_asked_whose_a_released_deal_is(held: Floor) -> None:
    open_credit = WorkItem.objects.filter(kind=holding.CREDIT, settled_at=None)
    assert open_credit.count() == 1
    held.give("release_hold", by="manager", at="18:00", unit="U2", reason="客户放弃")
    assert not open_credit.exists()


@pytest.mark.clause("3.4.2.4", "kept")
def test_a_receipt_under_a_signature_says_so_where_it_would_be_taken_back(held: Floor) -> None:
    rest: dict[str, Any] = {"method": "cash", "source": "积蓄", "amount": "40000"}
    held.give("deposit", by="finance", at="18:00", phone=PHONE, unit="U1", **rest)
    finance = visitor(held, "finance")
    assert "/receipts/1/void/" in finance.get("/receipts/1/").content.decode()
    words: dict[str, Any] = {"phone": PHONE, "unit": "U1", "discount": 0, "terms": [], **NAMED}
    told = {"approved_by": "manager", "reason": "顾问外出"}
    held.give("prepare_agreement", by="b", **words, **told)
    held.give("sign_agreement", by="b", agreement=1, signer="buyer")
    page = finance.get("/receipts/1/").content.decode()
    assert "/receipts/1/void/" not in page
    assert "请先撤回" in page
    shown = visitor(held, "manager").get("/agreements/1/").content.decode()
    assert "顾问外出" in shown


@pytest.mark.clause("7.2.3", "kept")
def test_what_is_to_be_paid_back_goes_down_with_each_part(held: Floor) -> None:
    held.give("release_hold", by="manager", at="18:00", unit="U2", reason="客户放弃")
    rows = WorkItem.objects.filter(kind="refund", settled_at=None)
    paid: dict[str, Any] = {"phone": OTHER, "unit": "U2", "method": "cash"}
    for amount, left in (("4000", "6000.00"), ("5999.99", "0.01")):
        held.give("refund", by="finance", amount=amount, **paid)
        assert rows.get().facts["amount"] == left
    held.give("refund", by="finance", amount="0.01", **paid)
    assert not rows.exists()

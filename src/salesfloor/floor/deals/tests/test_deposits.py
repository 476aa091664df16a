"""Deposits through the commands: the claim under a deal, courtesy, void, change, paying back."""

from __future__ import annotations

from typing import Any

import pytest

from salesfloor.base.commands import COMMANDS
from salesfloor.base.money import yuan
from salesfloor.base.refusals import Refused
from salesfloor.floor.deals.models import Deal
from salesfloor.floor.deals.sums import everything
from salesfloor.floor.till.models import Receipt
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
PHONE, OTHER = "13800138000", "13600136000"
FLAT = {"layout": "3+1", "area": "89.5", "price": "1000000"}


@pytest.fixture
def floor() -> Floor:
    floor = Floor()
    for code in ("U1", "U2", "U3"):
        floor.give("unit", code=code, **FLAT)
    floor.sign_in("a", "b", "c")
    floor.visit("09:00", ref="v1", phone=PHONE, name="Zhou")
    floor.visit("09:01", ref="v2", phone=OTHER, name="Qian")
    for ref in ("v1", "v2"):
        floor.end(ref, at="09:30")
    return floor


def pay(floor: Floor, phone: str, unit: str, amount: str, **more: Any) -> Any:
    given = {"method": "cash", "source": "savings", "by": "finance", **more}
    return floor.give("deposit", phone=phone, unit=unit, amount=amount, **given)


@pytest.mark.clause("3.3.2.1", "kept")
def test_a_claim_under_a_deal_does_not_lapse_until_the_deal_ends(floor: Floor) -> None:
    pay(floor, PHONE, "U1", "50000", due="50000")
    pay(floor, PHONE, "U2", "50000", due="50000")
    told = floor.ask("owner_of", by="manager", phone=PHONE)
    assert (told["owner"], told["basis"], told["valid_until"]) == ("a", "visit", None)

    floor.days_on(20)
    assert floor.owner_of(PHONE, at="10:00") == "a"
    assert floor.owner_of(OTHER) is None
    floor.give("release_hold", by="manager", unit="U1", reason="one is enough")
    assert floor.ask("owner_of", by="manager", phone=PHONE)["valid_until"] is None
    floor.give("release_hold", by="manager", unit="U2", reason="gave up")
    assert floor.ask("owner_of", by="manager", phone=PHONE)["valid_until"] == "2026-03-29"
    floor.days_on(8)
    assert floor.owner_of(PHONE, at="00:00") is None


def test_a_house_may_let_claims_lapse_under_a_deal(floor: Floor) -> None:
    today = floor.day.isoformat()
    floor.give("policy", by="manager", name="claim.bound_by_deal", value=False, from_=today)
    pay(floor, PHONE, "U1", "50000", due="50000")
    assert floor.ask("owner_of", by="manager", phone=PHONE)["valid_until"] == "2026-03-09"


@pytest.mark.clause("3.2.4.4", "refused")
def test_the_courtesy_consultant_takes_no_money_and_may_have_a_share(floor: Floor) -> None:
    today = floor.day.isoformat()
    floor.give("policy", by="manager", name="courtesy.deal_share", value=0.3, from_=today)
    floor.visit("10:00", ref="busy", phone="13500135001")
    floor.end("busy", at="10:01")
    floor.give("step_away", by="a", at="10:02", excused_by="lead")
    assert floor.visit("10:03", ref="v4", phone=PHONE)["basis"] == "courtesy"
    helper = floor.ask("board", by="desk", at=floor.now, channel="visit")["busy"][0]
    floor.give("designate", by="manager", who=helper, until="2026-03-31")
    refusal = floor.refusal(
        *["deposit"], by=helper, phone=PHONE, unit="U1", amount="50000", due="50000",
        method="cash", source="savings",
    )  # fmt: skip
    assert refusal.clause == "3.2.4.4"
    pay(floor, PHONE, "U1", "50000", due="50000")
    shares = floor.ask("deal", by="manager", unit="U1")["shares"]
    assert shares == {"a": 0.7, helper: 0.3}


@pytest.mark.clause("3.4.1.3", "kept")
def test_a_full_deposit_may_become_a_part_again_and_be_overdue_at_once(floor: Floor) -> None:
    first = pay(floor, PHONE, "U1", "20000", due="50000")["receipt_no"]
    pay(floor, PHONE, "U1", "30000")
    floor.days_on(2)
    voided = floor.give(
        "void_receipt", by="finance", at="10:00", receipt_no=first, reason="bad notes"
    )
    assert (voided["paid"], voided["status"]) == ("30000.00", "part")
    assert [
        (one.at, one.fields["paid"]) for one in floor.happenings if one.name == "hold_overdue"
    ] == [(floor.moment("10:00"), "30000.00")]
    assert floor.refusal(
        "deposit", by="finance", phone=PHONE, unit="U1", amount="1", method="cash", source="s"
    ).clause == "3.4.1.2"  # fmt: skip


def test_money_that_is_paid_back_is_not_void(floor: Floor) -> None:
    number = pay(floor, PHONE, "U1", "20000", due="50000")["receipt_no"]
    floor.give("release_hold", by="manager", unit="U1", reason="gave up")
    floor.give("refund", by="finance", phone=PHONE, unit="U1", amount="1", method="cash")
    given = {"receipt_no": number, "reason": "late"}
    assert floor.refusal("void_receipt", by="finance", **given).clause == "input"


def test_another_unit_keeps_the_deadline_and_the_money(floor: Floor) -> None:
    until = pay(floor, PHONE, "U1", "20000", due="50000")["hold_until"]
    moved = floor.give("change_unit", by="manager", unit="U1", to="U2", reason="a higher storey")
    assert (moved["receipts"], moved["status"], moved["hold_until"]) == ([3], "part", until)
    deal = Deal.objects.get()
    assert (deal.unit, yuan(everything(deal))) == ("U2", "20000.00")
    assert Receipt.objects.get(number=3).paid_at == Receipt.objects.get(number=1).paid_at
    assert floor.ask("unit_state", by="desk", unit="U1")["state"] == "available"
    pay(floor, OTHER, "U1", "50000", due="50000")
    taken = {"unit": "U2", "to": "U1", "reason": "back again"}
    assert floor.refusal("change_unit", by="manager", **taken).clause == "3.5.5"


@pytest.mark.clause("3.5.5", "refused")
def test_what_a_change_of_unit_is_refused_for_comes_in_the_order_in_which_it_helps(
    floor: Floor,
) -> None:
    floor.give("unit", code="CHEAP", layout="1+1", area="30", price="40000")
    pay(floor, PHONE, "U1", "50000", due="50000")

    def clause(to: str) -> tuple[str, str]:
        words: dict[str, Any] = {"unit": "U1", "to": to, "reason": "another storey"}
        refused = floor.refusal("change_unit", by="manager", **words)
        return refused.clause, str(refused.sentence)

    pay(floor, OTHER, "CHEAP", "40000", due="40000")
    assert clause("CHEAP")[0] == "3.5.5", "it is not to be had, whatever the money"
    floor.give("release_hold", by="manager", unit="CHEAP", reason="gave up")
    assert clause("CHEAP")[0] == "input", "its price is below the deposit"
    floor.give("withhold", by="manager", unit="U3", reason="show flat")
    assert clause("U3")[0] == "3.5.5"
    words: dict[str, Any] = {"buyer": "Zhou Ping", "id_no": "110101199003074178", "terms": []}
    floor.give("prepare_agreement", by="a", phone=PHONE, unit="U1", discount=0, **words)
    floor.give("sign_agreement", by="a", agreement=1, signer="buyer")
    floor.give("sign_agreement", by="a", agreement=1)
    floor.give("sign_agreement", by="manager", agreement=1)
    assert clause("U3")[0] == "input", "sealed: no other unit helps"


@pytest.mark.clause("3.4.1.2", "refused")
def test_no_more_is_taken_for_a_unit_than_it_costs(floor: Floor) -> None:
    given: dict[str, Any] = {"by": "finance", "phone": PHONE, "unit": "U1", "method": "cash"}
    given |= {"source": "savings"}
    refused = floor.refusal("deposit", amount="1000000.01", due="50000", **given)
    assert refused.clause == "input"
    assert not Receipt.objects.exists()
    assert floor.refusal("deposit", amount="1", due="1000000.01", **given).clause == "input"
    first = pay(floor, PHONE, "U1", "40000", due="50000")["receipt_no"]
    assert floor.refusal("deposit", amount="960000.01", **given).clause == "input"
    anew = {"receipt_no": first, "reason": "a slip", "reissue": {"amount": "1000001"}}
    assert floor.refusal("void_receipt", by="finance", **anew).clause == "input"
    assert pay(floor, PHONE, "U1", "960000")["warnings"] == ["over_20_percent", "differs_from_due"]


@pytest.mark.clause("7.2.3", "refused")
def test_a_house_where_finance_alone_takes_money(floor: Floor) -> None:
    today = floor.day.isoformat()
    floor.give("policy", by="manager", name="deposit.taken_by", value="finance_only", from_=today)
    given = {"phone": PHONE, "unit": "U1", "amount": "1", "due": "2", "method": "cash"}
    assert floor.refusal("deposit", by="manager", source="s", **given).clause == "7.2.3"
    named = {"who": "b", "until": "2026-03-31"}
    assert floor.refusal("designate", by="manager", **named).clause == "7.2.3"
    floor.give("deposit", by="finance", source="s", **given)


def test_the_owner_and_finance_see_a_deal_and_colleagues_do_not(floor: Floor) -> None:
    pay(floor, PHONE, "U1", "20000", due="50000")
    for by in ("a", "lead", "manager", "finance", "director"):
        assert floor.ask("deal", by=by, unit="U1")["deal"] == 1
    for by in ("b", "desk", "admin"):
        with pytest.raises(Exception, match=r"3\.4\.3\.5"):
            floor.ask("deal", by=by, unit="U1")


@pytest.mark.case(7)
@pytest.mark.clause("3.5.5", "refused")
def test_who_comes_second_hears_that_another_customer_holds_it_and_no_name(floor: Floor) -> None:
    pay(floor, PHONE, "U1", "50000", due="50000")
    second = {"phone": OTHER, "unit": "U1", "amount": "50000", "due": "50000"}
    refused = floor.refusal("deposit", by="finance", method="cash", source="s", **second)
    assert refused.clause == "3.5.5"
    told = f"{refused.sentence} {dict(refused.sentence.facts)}"
    assert not [name for name in ("Zhou", PHONE, "138****8000", "'a'") if name in told]
    assert "Another customer holds this unit" in told


@pytest.mark.case(80)
@pytest.mark.clause("3.4.3.5", "refused")
@pytest.mark.parametrize("do", ["receipt", "print_receipt"])
def test_a_number_never_given_is_refused_as_a_colleagues_receipt(floor: Floor, do: str) -> None:
    """Who sees the own deals only does not learn by asking how many receipts there are."""
    pay(floor, PHONE, "U1", "50000", due="50000")

    def said(by: str, number: int) -> str:
        try:
            act(do, by=by, receipt_no=number)
        except Refused as refused:
            return str(refused)
        return ""

    act = floor.ask if do == "receipt" else floor.give
    assert said("b", 1) == said("b", 999) == said("a", 999) != ""
    assert said("a", 1) == said("finance", 1) == ""
    assert "999" in said("finance", 999)
    assert Receipt.objects.get().prints == (2 if do == "print_receipt" else 0)


@pytest.mark.case(80)
@pytest.mark.case(83)
def test_a_phone_without_a_deal_is_refused_as_a_colleagues_deal(floor: Floor) -> None:
    pay(floor, PHONE, "U1", "50000", due="50000")

    def refused(by: str, **asked: str) -> Refused:
        with pytest.raises(Refused) as refusal:
            floor.ask("deal", by=by, **asked)
        return refusal.value

    colleagues, nobodys = (refused("b", unit="U1", phone=one) for one in (PHONE, OTHER))
    assert str(colleagues) == str(nobodys)
    assert colleagues.clause == nobodys.clause == "3.4.3.5"
    assert refused("finance", unit="U1", phone=OTHER).clause == "input"
    assert refused("b", unit="U3").clause == "input"  # the price board says so to everybody


@pytest.mark.clause("3.5.1", "kept")
@pytest.mark.clause("3.5.1", "refused")
def test_credit_is_given_where_nobody_owned_the_customer(floor: Floor) -> None:
    pay(floor, "13400134000", "U1", "50000", due="50000")
    pay(floor, PHONE, "U2", "50000", due="50000")
    given: dict[str, Any] = {"shares": {"a": 0.5, "c": 0.5}, "reason": "both spoke to him"}
    assert floor.give("give_credit", by="manager", unit="U1", **given)["shares"]["c"] == 0.5
    assert floor.refusal("give_credit", by="manager", unit="U2", **given).clause == "3.5.1"
    wrong: dict[str, Any] = {"shares": {"a": 0.5, "c": 0.4}, "reason": "not the whole"}
    assert floor.refusal("give_credit", by="manager", unit="U1", **wrong).clause == "input"


@pytest.mark.case(6)
def test_a_key_gives_the_first_receipt_again_days_later(floor: Floor) -> None:
    given = {"phone": PHONE, "unit": "U1", "amount": "50000", "due": "50000"}
    sent: dict[str, Any] = {
        "given": {**given, "method": "cash", "source": "savings"},
        "key": "till-1",
        "fingerprint": "once",
    }
    first = COMMANDS["deposit"].give(actor=floor.actor("finance"), at=floor.now, **sent).answer

    floor.days_on(3)
    again = COMMANDS["deposit"].give(actor=floor.actor("finance"), at=floor.now, **sent).answer

    assert again == first
    assert Receipt.objects.count() == 1


@pytest.mark.case(73)
@pytest.mark.parametrize(
    ("lacking", "clause"),
    [
        ({"unit": None}, "input"),
        ({"method": None}, "input"),
        ({"source": ""}, "3.4.1.3"),
        ({"source": "  "}, "3.4.1.3"),
        ({"method": "cheque"}, "3.4.1.3"),
        ({"method": "cheque", "cheque_no": "7", "cheque_amount": "49999.99"}, "3.4.1.3"),
    ],
)
def test_a_receipt_lacks_nothing(floor: Floor, lacking: dict[str, Any], clause: str) -> None:
    whole = {
        "phone": PHONE,
        "unit": "U1",
        "amount": "50000",
        "due": "50000",
        "method": "cash",
        "source": "savings",
    }
    given = {name: value for name, value in {**whole, **lacking}.items() if value is not None}

    with pytest.raises(Refused) as refusal:
        floor.give("deposit", by="finance", **given)

    assert refusal.value.clause == clause
    assert not Receipt.objects.exists()
    assert pay(floor, PHONE, "U1", "50000", due="50000")["receipt_no"] == 1


@pytest.mark.clause("3.4.1.3", "refused")
def test_a_number_that_is_not_there_is_named_before_a_missing_reason(floor: Floor) -> None:
    first = pay(floor, PHONE, "U1", "10000", due="50000")["receipt_no"]
    for number, clause in ((first, "3.4.1.3"), (first + 1, "input")):
        given = {"by": "finance", "receipt_no": number, "reason": ""}
        assert floor.refusal("void_receipt", **given).clause == clause

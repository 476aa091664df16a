"""A receipt for goods that is taken back takes the sale with it: stock, the seller's result, returns."""

from __future__ import annotations

from typing import Any

import pytest

from salesfloor.base.refusals import Refused
from salesfloor.floor.catalogue.models import Goods
from salesfloor.floor.results.models import Credit
from salesfloor.floor.returns.models import Sale
from salesfloor.floor.till import api as till
from tests.floor_builder import Floor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("3.4.1.3", "kept")]
WORDS: dict[str, Any] = {
    "sale": 1,
    "goods": "LAMP",
    "qty": 1,
    "cause": "goods",
    "evidence": "it flickers",
    "condition": "used",
    "wish": "refund",
}
LAMP: dict[str, Any] = {
    "code": "LAMP",
    "name": "Lamp",
    "price": "100",
    "stock": 5,
    "warranty_days": 365,
}


@pytest.fixture
def sold() -> Floor:
    """Return a floor on which a sold two lamps of five."""
    floor = Floor()
    floor.give("goods", by="manager", **LAMP)
    items = [{"goods": "LAMP", "qty": 2}]
    floor.give("sell", by="finance", seller="a", method="cash", source="savings", items=items)
    return floor


def _result() -> int:
    return int(sum(Credit.objects.values_list("value", flat=True)))


def test_the_receipt_calls_the_goods_by_name(sold: Floor) -> None:
    assert till.Receipt.objects.get().about == "Lamp × 2"


def test_a_void_receipt_undoes_the_sale(sold: Floor) -> None:
    assert (Goods.objects.get().stock, _result()) == (3, 20_000)

    sold.give("void_receipt", by="finance", receipt_no=1, reason="sold to the wrong person")

    assert (Goods.objects.get().stock, _result()) == (5, 0)
    assert Sale.objects.get().void_at is not None
    with pytest.raises(Refused) as refusal:
        sold.give("start_return", by="a", **WORDS)
    assert refusal.value.clause == "9.7.1.1"


def test_a_receipt_written_anew_stands_for_the_sale(sold: Floor) -> None:
    answer = sold.give(
        "void_receipt",
        by="finance",
        receipt_no=1,
        reason="it was a card",
        reissue={"method": "card"},
    )

    assert (Goods.objects.get().stock, _result()) == (3, 20_000)
    assert Sale.objects.get().receipt_no == answer["reissued_as"]
    sold.give("void_receipt", by="finance", receipt_no=answer["reissued_as"], reason="not sold")
    assert (Goods.objects.get().stock, _result()) == (5, 0)


@pytest.mark.parametrize("given", [{}, {"reissue": {"amount": "150"}}])
def test_what_came_back_or_another_amount_is_refused(sold: Floor, given: dict[str, Any]) -> None:
    if not given:
        sold.give("start_return", by="a", **WORDS)

    with pytest.raises(Refused) as refusal:
        sold.give("void_receipt", by="finance", receipt_no=1, reason="wrong", **given)

    assert refusal.value.clause == "input"
    assert (Goods.objects.get().stock, Sale.objects.get().void_at) == (3, None)


def test_money_that_went_back_keeps_its_receipt(sold: Floor) -> None:
    sold.give("settle_return", by="finance", **_came_back(sold, 1, "refund", "stock"))
    with pytest.raises(Refused) as refusal:
        sold.give(
            "void_receipt",
            by="finance",
            receipt_no=1,
            reason="it was a card",
            reissue={"method": "card"},
        )
    assert refusal.value.clause == "input"
    assert Sale.objects.get().receipt_no == 1


def _came_back(floor: Floor, number: int, decision: str, goods_to: str) -> dict[str, Any]:
    """Have a piece brought back and decided about; return how it is settled."""
    floor.give("start_return", by="a", **(WORDS | {"wish": decision}))
    words: dict[str, Any] = {"return": number, "decision": decision, "reason": "it flickers"}
    new = {"goods": "LAMP"} if decision == "exchange" else {}
    floor.give("decide_return", by="manager", **words, **new)
    return {"return": number, "method": "cash", "goods_to": goods_to}


@pytest.mark.clause("9.7.1.3", "kept")
@pytest.mark.parametrize(("goods_to", "left"), [("stock", 1), ("scrap", 0)])
def test_a_piece_is_not_exchanged_for_itself(sold: Floor, goods_to: str, left: int) -> None:
    items = [{"goods": "LAMP", "qty": 3}]
    sold.give("sell", by="finance", seller="a", method="cash", source="savings", items=items)
    settled = _came_back(sold, 1, "exchange", goods_to)
    assert sold.refusal("settle_return", by="finance", **settled).clause == "input"
    assert Goods.objects.get().stock == 0

    sold.give("settle_return", by="finance", **_came_back(sold, 2, "refund", "stock"))
    answer = sold.give("settle_return", by="finance", **settled)
    assert (answer["stock"], answer["refund_no"]) == (left, None)


@pytest.mark.clause("9.7.1.3", "kept")
def test_what_was_paid_in_an_exchange_keeps_its_receipt(sold: Floor) -> None:
    shade = LAMP | {"code": "SHADE", "name": "Shade", "price": "130"}
    sold.give("goods", by="manager", **shade)
    sold.give("start_return", by="a", **(WORDS | {"wish": "exchange"}))
    words: dict[str, Any] = {"return": 1, "decision": "exchange", "reason": "it flickers"}
    sold.give("decide_return", by="manager", **words, goods="SHADE")
    settled: dict[str, Any] = {"return": 1, "method": "cash", "goods_to": "scrap"}
    paid = sold.give("settle_return", by="finance", **settled)["receipt_no"]
    voided: dict[str, Any] = {"receipt_no": paid, "reason": "it was a card"}

    others: tuple[dict[str, Any], ...] = ({}, {"reissue": {"amount": "1"}})
    for anew in others:
        refused = sold.refusal("void_receipt", by="finance", **voided, **anew)
        assert (refused.clause, _result()) == ("input", 23_000)
    answer = sold.give("void_receipt", by="finance", **voided, reissue={"method": "card"})

    assert (answer["reissued_as"], _result()) == (paid + 2, 23_000)


@pytest.mark.case(70)
def test_a_sale_is_over_no_more_than_a_receipt_holds() -> None:
    floor = Floor()
    floor.give("goods", by="manager", **(LAMP | {"price": "999999999999.99"}))
    sale: dict[str, Any] = {"seller": "a", "method": "cash", "source": "savings"}

    refused = floor.refusal("sell", by="finance", **sale, items=[{"goods": "LAMP", "qty": 2}])

    assert (refused.clause, Goods.objects.get().stock) == ("input", 5)
    assert floor.give("sell", by="finance", **sale, items=[{"goods": "LAMP", "qty": 1}])["sale"]

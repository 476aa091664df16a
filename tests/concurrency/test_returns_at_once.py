"""The same goods brought back at two counters at once: never more than was sold; stock never below nothing."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from salesfloor.floor.catalogue.models import Goods
from salesfloor.floor.returns.models import Return, Sale
from tests.concurrency.crowd import at_once, give
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_more_comes_back_than_was_sold_and_no_more_is_sold_than_there_is() -> None:
    floor = Floor()
    lamp: dict[str, Any] = {"name": "Lamp", "price": "100", "stock": 3, "warranty_days": 365}
    floor.give("goods", by="manager", at=floor.now, code="LAMP", **lamp)
    finance, desk = floor.actor("finance"), floor.actor("desk")
    one = [{"goods": "LAMP", "qty": 1}]
    sold: dict[str, Any] = {"seller": "a", "items": one, "method": "cash", "source": "own money"}

    sales = at_once([partial(give, finance, floor.now, "sell", **sold)] * 6, people=6)

    assert sorted(what for what, _ in sales) == ["done"] * 3 + ["refused"] * 3
    assert Goods.objects.get(code="LAMP").stock == 0
    assert sorted(Sale.objects.values_list("receipt_no", flat=True)) == [1, 2, 3]

    back: dict[str, Any] = {
        "sale": 1,
        "goods": "LAMP",
        "qty": 1,
        "cause": "goods",
        "evidence": "broken",
    }
    back |= {"condition": "used", "wish": "refund"}
    returns = at_once([partial(give, desk, floor.now, "start_return", **back)] * 4, people=4)

    assert sorted(what for what, _ in returns) == ["done", "refused", "refused", "refused"]
    assert {clause for what, clause in returns if what == "refused"} == {"9.7.1.1"}
    assert Return.objects.count() == 1


@pytest.mark.case(12)
def test_goods_come_back_while_their_receipt_is_taken_back() -> None:
    floor = Floor()
    lamp: dict[str, Any] = {"name": "Lamp", "price": "100", "stock": 9, "warranty_days": 365}
    floor.give("goods", by="manager", at=floor.now, code="LAMP", **lamp)
    finance, desk = floor.actor("finance"), floor.actor("desk")
    sold: dict[str, Any] = {"seller": "a", "method": "cash", "source": "own money"}
    sold["items"] = [{"goods": "LAMP", "qty": 1}]
    back: dict[str, Any] = {"goods": "LAMP", "qty": 1, "cause": "goods", "evidence": "broken"}
    back |= {"condition": "used", "wish": "refund"}

    for number in (1, 2, 3, 4):
        floor.give("sell", by="finance", at=floor.now, **sold)
        receipt_no = Sale.objects.get(number=number).receipt_no
        taken: dict[str, Any] = {"receipt_no": receipt_no, "reason": "sold to the wrong person"}
        come = partial(give, desk, floor.now, "start_return", sale=number, **back)
        void = partial(give, finance, floor.now, "void_receipt", **taken)

        told = [what for what, _ in at_once([come, void] * 3, people=6)]

        assert sorted(told) == ["done"] + ["refused"] * 5
        is_void = Sale.objects.get(number=number).void_at is not None
        assert is_void != Return.objects.filter(sale__number=number).exists()

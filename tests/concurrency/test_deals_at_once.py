"""Several cashiers at one unit, and one till with many hands."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from salesfloor.floor.deals.models import Deal, SealedPaper
from salesfloor.floor.till.models import Receipt
from salesfloor.kernel.registers import api as registers
from tests.concurrency.crowd import at_once, give
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db(transaction=True)
PAID: dict[str, Any] = {"method": "cash", "source": "savings"}


@pytest.fixture
def floor() -> Floor:
    floor = Floor()
    for number in range(1, 9):
        floor.give("unit", code=f"U{number}", layout="3+1", area="89.5", price="1000000")
    return floor


def phone(number: int) -> str:
    return f"1380013{8000 + number:04}"


@pytest.mark.case(3)
@pytest.mark.case(4)
@pytest.mark.case(7)
@pytest.mark.clause("3.5.5", "refused")
def test_sixteen_customers_at_one_unit(floor: Floor) -> None:
    """One has it, the others hear so; sent again with their keys everybody hears the same."""
    cashiers = [floor.actor("finance"), floor.actor("manager")]
    at = floor.moment("10:00")
    acts = [
        partial(
            give,
            cashiers[number % 2],
            at,
            "deposit",
            key=f"k{number}",
            body="b",
            phone=phone(number),
            unit="U1",
            amount="50000",
            due="50000",
            **PAID,
        )
        for number in range(16)
    ]

    results = at_once(acts)

    done = [answer for what, answer in results if what == "done"]
    assert [answer["receipt_no"] for answer in done] == [1]
    assert [clause for what, clause in results if what == "refused"] == ["3.5.5"] * 15
    assert at_once(acts) == results
    assert (Deal.objects.count(), Receipt.objects.count()) == (1, 1)
    reused = give(
        cashiers[0],
        at,
        "deposit", key="k0", body="other",
        phone=phone(0), unit="U1", amount="1", due="50000", **PAID,
    )  # fmt: skip
    assert reused == ("reused", None)
    assert Receipt.objects.get().amount_fen == 50_000_00


@pytest.mark.case(3)
@pytest.mark.case(5)
def test_a_double_click_issues_one_receipt(floor: Floor) -> None:
    """Eight clicks of one form get one receipt; the same form with another amount is told so."""
    cashier, at = floor.actor("finance"), floor.moment("10:00")
    form = {"phone": phone(1), "unit": "U1", "due": "50000", **PAID}
    click = partial(give, cashier, at, "deposit", key="form", body="one", amount="10000", **form)
    other = partial(give, cashier, at, "deposit", key="form", body="two", amount="20000", **form)

    results = at_once([click, other] * 4)

    assert sorted(what for what, _ in results) == ["done"] * 4 + ["reused"] * 4
    [receipt] = Receipt.objects.all()
    won = {answer["paid"] for what, answer in results if what == "done"}
    assert won == {f"{receipt.amount_fen // 100}.00"}


@pytest.mark.case(2)
@pytest.mark.case(12)
@pytest.mark.clause("3.4.1.3", "kept")
def test_receipts_have_no_gap_whatever_is_refused(floor: Floor) -> None:
    """Deposits, top-ups, voids and changes of several units at once: every number once, books balance."""
    cashier, manager = floor.actor("finance"), floor.actor("manager")
    at = floor.moment("10:00")
    acts: list[Any] = []
    for number in range(1, 7):
        first = {"phone": phone(number), "unit": f"U{number}", "due": "50000", **PAID}
        acts += [partial(give, cashier, at, "deposit", amount="10000", **first)] * 3
        acts.append(
            partial(give, manager, at, "change_unit", unit=f"U{number}", to="U7", reason="view")
        )
        acts.append(partial(give, cashier, at, "void_receipt", receipt_no=number, reason="wrong"))
        acts.append(partial(give, manager, at, "release_hold", unit=f"U{number}", reason="gone"))

    results = at_once(acts)

    assert {what for what, _ in results} <= {"done", "refused"}
    rows = Receipt.objects.order_by("number")
    assert [one.number for one in rows] == list(range(1, len(rows) + 1))
    lines = registers.Book.objects.filter(kind="receipt").values_list("lines", flat=True)
    assert sum(lines) == len(rows)
    units = list(Deal.objects.filter(state="open").values_list("unit", flat=True))
    assert len(units) == len(set(units))
    assert floor.ask("verify", at=floor.now)["ok"]


@pytest.mark.case(10)
def test_a_receipt_is_void_once(floor: Floor) -> None:
    at = floor.moment("10:00")
    given = {"phone": phone(1), "unit": "U1", "amount": "50000", "due": "50000", **PAID}
    floor.give("deposit", by="finance", at=at, **given)
    voids = [
        partial(give, floor.actor(who), at, "void_receipt", receipt_no=1, reason="wrong")
        for who in ("finance", "manager") * 4
    ]
    results = at_once(voids)
    assert [what for what, _ in results].count("done") == 1
    assert Receipt.objects.filter(counter_of=1).count() == 1


@pytest.mark.case(16)
@pytest.mark.clause("3.4.2.4", "refused")
def test_what_is_done_once_is_done_at_one_console(floor: Floor) -> None:
    """Sealed by two managers at the same moment, closed at two tills: one outcome, the others hear so."""
    at = floor.moment("10:00")
    floor.sign_in("a")
    floor.visit("09:05", ref="v1", phone=phone(1), name="张建国")
    paid = {"phone": phone(1), "unit": "U1", "amount": "50000", "due": "50000", **PAID}
    floor.give("deposit", by="finance", at=at, **paid)
    words: dict[str, Any] = {"buyer": "张建国", "id_no": "110101199003074178", "discount": 0}
    floor.give("prepare_agreement", by="a", at=at, phone=phone(1), unit="U1", terms=[], **words)
    floor.give("sign_agreement", by="a", at=at, agreement=1, signer="buyer")
    floor.give("sign_agreement", by="a", at=at, agreement=1)
    managers = [floor.actor("manager"), floor.actor("director")]
    seals = [partial(give, one, at, "sign_agreement", agreement=1) for one in managers * 2]
    till = floor.actor("finance")
    closings = [partial(give, till, at, "close_cash", counted={"cash": "50000"})] * 4

    sealed, closed = at_once(seals), at_once(closings)

    for came in (sealed, closed):
        assert [what for what, _ in came].count("done") == 1
        assert {one for one in came if one[0] != "done"} <= {("refused", "input"), ("busy", None)}
    assert seals[0]() == closings[0]() == ("refused", "input")
    assert SealedPaper.objects.count() == 1

"""Any order of commands about holds and money: afterwards the books balance."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from salesfloor.base.refusals import Refused
from salesfloor.floor.catalogue.models import Unit
from salesfloor.floor.deals.models import Deal, Want
from salesfloor.floor.results.models import Credit
from salesfloor.floor.till.models import Receipt, Refund
from salesfloor.kernel.registers.models import Book
from tests.floor_builder import Floor

UNITS: Final = ("U1", "U2", "U3")
PHONES: Final = ("13800138000", "13900139000", "13700137000")
BUYERS: Final = {
    "13800138000": ("Zhou Ping", "110101199003074178"),
    "13900139000": ("Li Na", "110101199003074573"),
    "13700137000": ("Sun Wei", "110101199003075859"),
}
DUE: Final = 50_000
PAID: Final = {"method": "cash", "source": "savings"}
STATES_OF: Final = {
    "available": {False},
    "withheld": {False},
    "held": {True},
    "subscribed": {True},
    "contracted": {True},
}
"""Unit's state -> whether a deal on it is open."""

unit = st.sampled_from(UNITS)
phone = st.sampled_from(PHONES)
amount = st.sampled_from([1, 10_000, 20_000, 49_999, DUE, 60_000])
number = st.integers(min_value=1, max_value=12)


class MoneyHistory(RuleBasedStateMachine):
    """Three units and three customers, and whatever may be done about their money."""

    def __init__(self) -> None:
        """Open a floor that is gone again at the end."""
        super().__init__()
        self.history = transaction.atomic()
        self.history.__enter__()

    @initialize(first_refusal=st.sampled_from([0, 0, 2]), least=st.sampled_from([0, 5_000]))
    def opens(self, first_refusal: int, least: int) -> None:
        """Open the floor with units for sale and customers who are followed."""
        policy = {"unit.first_refusal_hours": first_refusal, "deposit.least_yuan": least}
        self.floor = Floor(policy=policy)
        for code in UNITS:
            self.floor.give("unit", code=code, layout="3+1", area="89.5", price="1000000")
        self.floor.sign_in("a", "b")
        for place, one in enumerate(PHONES):
            self.floor.visit(f"09:0{place}", ref=f"v{place}", phone=one, name="Customer")
            self.floor.end(f"v{place}", outcome="left")
        self.taken = 0

    def tried(self, do: str, **given: Any) -> Any:
        """Give a command; a refusal is one of the answers, anything else is none."""
        try:
            with transaction.atomic():
                return self.floor.give(do, **given)
        except Refused:
            return None

    @rule(unit=unit, phone=phone, amount=amount, due=st.sampled_from([DUE, DUE, None]))
    def deposit(self, unit: str, phone: str, amount: int, due: int | None) -> None:
        """Pay part or all of a deposit."""
        asked = {} if due is None else {"due": str(due)}
        given = {"phone": phone, "unit": unit, "amount": str(amount), **PAID, **asked}
        self.tried("deposit", by="finance", **given)

    @rule(unit=unit, by=st.sampled_from(["manager", "a"]))
    def release(self, unit: str, by: str) -> None:
        """Let a unit go."""
        self.tried("release_hold", by=by, unit=unit, reason="gave up")

    @rule(unit=unit)
    def extend(self, unit: str) -> None:
        """Give a hold more time."""
        self.tried("extend_hold", by="manager", unit=unit, reason="the bank is closed")

    @rule(unit=unit, to=unit)
    def change(self, unit: str, to: str) -> None:
        """Take another unit instead."""
        self.tried("change_unit", by="manager", unit=unit, to=to, reason="higher up")

    @rule(number=number, reissue=st.sampled_from([None, 10_000, DUE]))
    def void(self, number: int, reissue: int | None) -> None:
        """Take a receipt back, with another in its place or without."""
        more = {} if reissue is None else {"reissue": {"amount": str(reissue)}}
        self.tried("void_receipt", by="finance", receipt_no=number, reason="a slip", **more)

    @rule(unit=unit, phone=phone, amount=amount)
    def refund(self, unit: str, phone: str, amount: int) -> None:
        """Pay back."""
        given = {"phone": phone, "unit": unit, "amount": str(amount), "method": "cash"}
        self.tried("refund", by="finance", **given)

    @rule(unit=unit, phone=phone)
    def agree(self, unit: str, phone: str) -> None:
        """Write an agreement and have it signed by all three."""
        buyer, id_no = BUYERS[phone]
        words: dict[str, Any] = {"buyer": buyer, "id_no": id_no, "discount": 0, "terms": []}
        told = self.tried("prepare_agreement", by="manager", phone=phone, unit=unit, **words)
        if told is None:
            return
        given: dict[str, Any] = {"agreement": told["agreement"]}
        for by, more in (("a", {"signer": "buyer"}), ("b", {}), ("a", {}), ("director", {})):
            self.tried("sign_agreement", by=by, **given, **more)

    @rule(unit=unit, amount=amount, kind=st.sampled_from(["balance", "down_payment", "fee"]))
    def pay(self, unit: str, amount: int, kind: str) -> None:
        """Pay toward the price, or a fee."""
        given = {"unit": unit, "amount": str(amount), "kind": kind, **PAID}
        self.tried("receive_payment", by="finance", **given)

    @rule(number=number)
    def reopen(self, number: int) -> None:
        """Open a sealed agreement anew."""
        self.tried("reopen_agreement", by="manager", agreement=number, reason="another name")

    @rule(unit=unit, cause=st.sampled_from(["buyer", "house", "agreed"]), forfeit=st.booleans())
    def cancel(self, unit: str, cause: str, *, forfeit: bool) -> None:
        """Call a deal off."""
        given = {"unit": unit, "cause": cause, "forfeit": forfeit, "reason": "over"}
        self.tried("cancel_deal", by="manager", **given)

    @rule(unit=unit, phone=phone)
    def want(self, unit: str, phone: str) -> None:
        """Go on the list of a unit."""
        self.tried("want_unit", by="manager", phone=phone, unit=unit)

    @rule(hours=st.sampled_from([1, 3, 23, 24, 25, 80]))
    def time_passes(self, hours: int) -> None:
        """Let hours go by, with what they bring."""
        self.floor.wait_until(self.floor.now + timedelta(hours=hours))

    @rule(counted=st.integers(min_value=0, max_value=300_000))
    def close_cash(self, counted: int) -> None:
        """Count the till blind; what was expected is what came in less what went out."""
        now = self._cash()
        told = self.tried(
            "close_cash", by="finance", counted={"cash": str(counted)}, reason="counted so"
        )
        if told is not None:
            assert round(float(told["expected"]["cash"]) * 100) == now - self.taken
            self.taken = now

    def _cash(self) -> int:
        """Return all cash that came in less all that went out, by an independent sum."""
        signs = Receipt.objects.values_list("amount_fen", "counter_of")
        came = sum(-fen if counter_of else fen for fen, counter_of in signs)
        return came - sum(Refund.objects.values_list("amount_fen", flat=True))

    @invariant()
    def one_holder_a_unit(self) -> None:
        """A unit has one open deal or none, as its state says; who waits for it is somebody else."""
        if not hasattr(self, "floor"):
            return
        for row in Unit.objects.all():
            holders = Deal.objects.filter(unit_id=row.pk, state="open")
            assert holders.count() <= 1
            assert holders.exists() in STATES_OF[row.state], (row.code, row.state)
            wants = Want.objects.filter(unit_id=row.pk, ended_at=None)
            assert not wants.filter(phone__in=holders.values("phone")).exists()
            assert row.wanted == wants.count()

    @invariant()
    def receipts_are_gapless(self) -> None:
        """Receipts run 1, 2, 3 … and so do refunds; each number is a line of its book."""
        if not hasattr(self, "floor"):
            return
        for kind, model in (("receipt", Receipt), ("refund", Refund)):
            numbers = list(model.objects.order_by("number").values_list("number", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
            lines = sum(Book.objects.filter(kind=kind).values_list("lines", flat=True))
            assert lines == len(numbers)
        for one in Receipt.objects.exclude(voided_by=None):
            counters = Receipt.objects.filter(counter_of=one.number)
            assert [row.amount_fen for row in counters] == [one.amount_fen]

    @invariant()
    def the_books_balance(self) -> None:
        """What came in is held for open deals, owed back, paid back, kept as forfeit, or paid for fees."""
        if not hasattr(self, "floor"):
            return
        held = owed = 0
        for deal in Deal.objects.all():
            matter = f"deal:{deal.number}"
            stands = Receipt.objects.filter(matter=matter, counter_of=None, voided_by=None)
            received = sum(stands.values_list("amount_fen", flat=True))
            back = sum(Refund.objects.filter(matter=matter).values_list("amount_fen", flat=True))
            assert back <= deal.refund_fen
            match deal.state:
                case "open":
                    assert received > 0
                    assert (deal.full_at is not None) == (self._deposit(stands) >= deal.due_fen)
                    held += received
                case "released":
                    assert received == deal.refund_fen
                    owed += received - back
                case "cancelled":
                    owed += received - back
                case _:
                    assert received == back == deal.refund_fen == 0
        assert self._cash() == held + owed

    @staticmethod
    def _deposit(stands: Any) -> int:
        return sum(stands.filter(purpose="deposit").values_list("amount_fen", flat=True))

    @invariant()
    def results_are_of_sealed_deals(self) -> None:
        """What people are credited with is the sum of the deals that are sealed and stand."""
        if not hasattr(self, "floor"):
            return
        sealed = Deal.objects.filter(state__in=["open", "done"]).exclude(sealed_at=None)
        price = sum(deal.price_fen or 0 for deal in sealed if deal.shares)
        credited = Credit.objects.filter(measure="amount").values_list("value", flat=True)
        assert sum(credited) == price

    def teardown(self) -> None:
        """Take it all back."""
        transaction.set_rollback(True)
        self.history.__exit__(None, None, None)

"""Void receipts and money paid back (3.4.1.3, 7.2.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Line
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import agreed, holding, lines, matters, sums, voiding
from salesfloor.floor.deals.choices import DealState, HoldStatus
from salesfloor.floor.deals.fields import (
    Amount,
    ChequeNo,
    NeededReason,
    PaidBy,
    Payer,
    Phone,
    Source,
    UnitCode,
)
from salesfloor.floor.deals.models import Deal
from salesfloor.floor.deals.rules import holding as rules
from salesfloor.floor.deals.rules import money as money_rules
from salesfloor.floor.till import api as till
from salesfloor.kernel.registers import api as registers

CLAUSE = "3.4.1.3"


class Reissue(BaseModel):
    """What a receipt written in place of a void one says otherwise."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount: Amount | None = None
    method: PaidBy | None = None
    source: Source | None = None
    cheque_no: ChequeNo | None = None
    payer: Payer | None = None


class ReceiptVoided(Answer):
    """The counter-entry, the receipt in its place, and how the deposit stands."""

    counter_entry: int
    reissued_as: int | None
    paid: str
    status: HoldStatus


@command(
    "void_receipt",
    may=frozenset({Post.FINANCE, Post.MANAGER}),
    word=phrase("Void a receipt"),
    clauses=(CLAUSE, "3.4.2.4"),
    writes=RegisterLine("deals", phrase("Receipt no. {receipt_no} is void by no. {counter_entry}")),
    done=phrase("The receipt is void."),
)
def void_receipt(
    *,
    actor: StaffActor,
    at: datetime,
    receipt_no: till.ReceiptNumber,
    reason: NeededReason = "",
    reissue: Annotated[Reissue, Label("In its place")] | None = None,
) -> ReceiptVoided:
    """Take a receipt back by a counter-entry; with `reissue` another is written in its place.

    :raises Refused: 3.4.1.3 without a reason or where the new one lacks something; `input` for a number that
        is void, a counter-entry, moved or paid back; 3.4.2.4
        while an agreement on it bears a signature.
    """
    deal, unit = _deal_of(actor.site_id, receipt_no)
    matters.lock(actor.site_id, receipt_no)
    receipt = till.locked_receipt(actor.site_id, receipt_no)
    till.may_take_back(reason=reason).enforce()
    for verdict in voiding.verdicts(receipt, deal):
        verdict.enforce()
    fresh = _payment_anew(receipt, reissue)
    is_deposit = receipt.purpose == till.Purpose.DEPOSIT
    if fresh is not None and is_deposit and deal is not None:
        _check_sum(deal, fresh.amount_fen - receipt.amount_fen)
    counter_entry = till.take_back(receipt, actor=actor, at=at, reason=reason)
    written = till.write_anew(receipt, fresh, actor=actor, at=at) if fresh else None
    change = (written.amount_fen if written else 0) - receipt.amount_fen
    paid_fen, status = _settled(deal, unit, change, actor, at)
    answer = ReceiptVoided(
        counter_entry=counter_entry,
        reissued_as=written.number if written else None,
        paid=yuan(paid_fen),
        status=status,
    )
    registers.record(
        actor=actor,
        at=at,
        body={"receipt_no": receipt_no, **answer.as_json()},
        personal={"reason": reason},
    )
    cite(CLAUSE)
    about(f"receipt:{receipt_no}")
    return answer


def _deal_of(site_id: int, receipt_no: int) -> tuple[Deal | None, catalogue.Unit | None]:
    """Return the deal that a receipt belongs to and its unit, both locked; nothing for goods."""
    matter = till.Receipt.objects.filter(site_id=site_id, number=receipt_no)
    kind, _, number = (matter.values_list("matter", flat=True).first() or "").partition(":")
    if kind != "deal":
        return None, None
    found = Deal.objects.filter(site_id=site_id, number=int(number)).first()
    if found is None:
        return None, None
    customers.lock_claims([found.claim_id] if found.claim_id else [])
    unit = catalogue.lock_unit(site_id, found.unit)
    return Deal.objects.select_for_update().get(pk=found.pk), unit


def _check_sum(deal: Deal, more_fen: int) -> None:
    """Let a receipt written anew not bring a deposit above the unit's price."""
    paid_fen = sums.deposit_paid(deal) + more_fen
    if more_fen > 0:
        rules.may_receive_of_price(paid_fen, list_fen=deal.list_price_fen).enforce()


def _payment_anew(receipt: till.Receipt, reissue: Reissue | None) -> till.Payment | None:
    """Return what the receipt in place of another says; it needs all that a receipt needs."""
    if reissue is None:
        return None
    payment = till.payment_of(receipt)
    method = reissue.method or payment.method
    given = {
        name: value
        for name in ("source", "cheque_no", "payer")
        if (value := getattr(reissue, name)) is not None
    }
    fresh = replace(
        payment, amount_fen=reissue.amount or payment.amount_fen, method=method, **given
    )
    if method is not till.Method.CHEQUE:
        fresh = replace(fresh, cheque_no="")
    till.may_write_receipt(
        source=fresh.source,
        is_cheque=method is till.Method.CHEQUE,
        cheque_no=fresh.cheque_no,
        cheque_fen=None,
        amount_fen=fresh.amount_fen,
    ).enforce()
    return fresh


def _settled(
    deal: Deal | None,
    unit: catalogue.Unit | None,
    change: int,
    actor: StaffActor,
    at: datetime,
) -> tuple[int, HoldStatus]:
    """Bring a deal in line with its money after a void; return what is paid and the deposit's status."""
    if deal is None or unit is None:
        return 0, HoldStatus.NONE
    if deal.state == DealState.OPEN and deal.sealed_at is None:
        if not sums.everything(deal):
            _end_void(deal, unit, actor, at)
        else:
            holding.settle_status(deal, unit, actor=actor, at=at)
    elif voiding.is_ended(deal):
        deal.refund_fen = max(0, deal.refund_fen + change)
        deal.save(update_fields=["refund_fen"])
        holding.owe_refund(deal, at)
    deposit_fen = sums.deposit_paid(deal)
    return sums.paid(deal), rules.status_of(deposit_fen, deal.due_fen)


def _end_void(deal: Deal, unit: catalogue.Unit, actor: StaffActor, at: datetime) -> None:
    agreed.withdraw_open(deal, at=at)
    holding.end_deal(deal, unit, DealState.VOID, actor=actor, at=at)
    registers.write(
        lines.HOLD_VOID, actor=actor, at=at, body={"deal": deal.number, "unit": deal.unit}
    )


class PaidBack(Answer):
    """The line of the refund book, and what is left to pay back."""

    refund_no: int
    to_refund: str


@command(
    "refund",
    may=frozenset({Post.FINANCE}),
    word=phrase("Pay money back"),
    clauses=("7.2.3",),
    post_clause="7.2.3",
    done=phrase("Paid back."),
)
def refund(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    unit: UnitCode,
    amount: Amount,
    method: PaidBy,
    reference: Annotated[Line, Label("Reference")] = "",
) -> PaidBack:
    """Pay back what the end of a customer's deal left, in one or several parts.

    :raises Refused: 7.2.3 unless by finance; `input` above what is due.
    """
    number = customers.valid_phone(phone, actor.site_id, at)
    row = catalogue.lock_unit(actor.site_id, unit)
    ended = Deal.objects.filter(
        unit_id=row.pk, phone=number, state__in=[DealState.RELEASED, DealState.CANCELLED]
    )
    deals = ended.order_by("number").select_for_update()
    due = next((deal for deal in deals if sums.to_refund(deal) > 0), None)
    left = sums.to_refund(due) if due else 0
    money_rules.may_pay_back(amount, left=left).enforce()
    if due is None:
        raise bad_input(phrase("There is nothing to pay back to this customer for this unit."))
    paid_back = till.pay_back(
        till.PayingBack(sums.matter_of(due), unit, amount, method, reference),
        actor=actor,
        at=at,
        phone=number,
    )
    left -= amount
    holding.owe_refund(due, at)
    cite("7.2.3")
    about(f"deal:{due.number}")
    return PaidBack(refund_no=paid_back.number, to_refund=yuan(left))

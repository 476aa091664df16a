"""Writing in the receipt book and the refund book, in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base import lines
from salesfloor.base.capitals import capitals
from salesfloor.base.commands import cite
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.floor.till import days, rules
from salesfloor.floor.till.choices import Method, Purpose
from salesfloor.floor.till.models import Receipt, Refund
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import SiteActor

CLAUSE: Final = "3.4.1.3"
CODE_LENGTH: Final = 16
RECEIPT: Final = lines.line(
    "receipt",
    "receipt",
    phrase("{purpose} for {about}: {amount} yuan ({capitals}), {method}"),
    variants={"reissue_of": phrase("Re-issued for no. {reissue_of}: {amount} yuan for {about}")},
    facts={
        "purpose": Purpose,
        "about": str,
        "amount": str,
        "capitals": str,
        "method": Method,
    },
)
COUNTER_ENTRY: Final = lines.line(
    "counter_entry",
    "receipt",
    phrase("Counter-entry to no. {counter_of}: {amount} yuan for {about} are taken back"),
    facts={"counter_of": int, "amount": str, "about": str},
)
REFUND: Final = lines.line(
    "refund",
    "refund",
    phrase("Paid back for {about}: {amount} yuan, {method}"),
    facts={"about": str, "amount": str, "method": Method},
)


@dataclass(frozen=True, slots=True)
class Payment:
    """Money as it comes in: for what, how much, how, from where."""

    matter: str
    about: str
    purpose: Purpose
    amount_fen: int
    method: Method
    source: str
    cheque_no: str = ""
    payer: str = ""
    paid_at: datetime | None = None
    """When it was paid, where that was earlier: a receipt written anew keeps the moment."""


def take(
    payment: Payment, *, actor: SiteActor, at: datetime, reissue_of: int | None = None
) -> Receipt:
    """Write a receipt and return it; its number is that of the line.

    :raises Refused: `input` for more than stands on one receipt.
    """
    rules.may_be_over(payment.amount_fen).enforce()
    body: dict[str, Any] = {
        "matter": payment.matter,
        "about": payment.about,
        "purpose": payment.purpose,
        "amount": yuan(payment.amount_fen),
        "capitals": capitals(payment.amount_fen),
        "method": payment.method,
    }
    if reissue_of is not None:
        body["reissue_of"] = reissue_of
    written = registers.write(
        RECEIPT,
        actor=actor,
        at=at,
        body=body,
        personal={
            "payer": payment.payer,
            "source": payment.source,
            "cheque_no": payment.cheque_no,
        },
    )
    cite(CLAUSE)
    receipt = _kept(payment, written, actor, at)
    receipt.reissue_of = reissue_of
    receipt.save(force_insert=True)
    return receipt


def _kept(payment: Payment, written: registers.Written, actor: SiteActor, at: datetime) -> Receipt:
    days.note(actor.site_id, at)
    return Receipt(
        site_id=actor.site_id,
        number=written.register_no,
        matter=payment.matter,
        about=payment.about,
        purpose=payment.purpose,
        amount_fen=payment.amount_fen,
        method=payment.method,
        source=payment.source,
        cheque_no=payment.cheque_no,
        payer=payment.payer,
        taken_by=actor.code,
        paid_at=payment.paid_at or at,
        written_at=at,
        anchor=written.anchor,
        code=written.hash.hex()[:CODE_LENGTH],
    )


def payment_of(receipt: Receipt) -> Payment:
    """Return what a receipt says, as the payment that it is for."""
    return Payment(
        matter=receipt.matter,
        about=receipt.about,
        purpose=Purpose(receipt.purpose),
        amount_fen=receipt.amount_fen,
        method=Method(receipt.method),
        source=receipt.source,
        cheque_no=receipt.cheque_no,
        payer=receipt.payer,
        paid_at=receipt.paid_at,
    )


def locked_receipt(site_id: int, number: int) -> Receipt:
    """Return a receipt, locked to the end of the transaction.

    :raises Refused: `input` where the site has none of that number.
    """
    found = Receipt.objects.select_for_update().filter(site_id=site_id, number=number).first()
    if found is None:
        raise bad_input(phrase("There is no receipt no. {number} here.", number=number))
    return found


def take_back(receipt: Receipt, *, actor: SiteActor, at: datetime, reason: str) -> int:
    """Write the counter-entry of a locked receipt; return its number."""
    payment = replace(payment_of(receipt), paid_at=None)
    written = registers.write(
        COUNTER_ENTRY,
        actor=actor,
        at=at,
        body={
            "counter_of": receipt.number,
            "about": receipt.about,
            "amount": yuan(receipt.amount_fen),
            "method": receipt.method,
        },
        personal={"reason": reason},
    )
    entry = _kept(payment, written, actor, at)
    entry.counter_of = receipt.number
    entry.save(force_insert=True)
    receipt.voided_by = entry.number
    receipt.save(update_fields=["voided_by"])
    cite(CLAUSE)
    return entry.number


def write_anew(
    receipt: Receipt, payment: Payment, *, actor: SiteActor, at: datetime, is_move: bool = False
) -> Receipt:
    """Write a receipt in place of one that is taken back; it keeps the moment of payment.

    `is_move`: its money went over to another unit.
    """
    fresh = take(payment, actor=actor, at=at, reissue_of=receipt.number)
    receipt.reissued_as = fresh.number
    receipt.moved_to = fresh.number if is_move else None
    receipt.save(update_fields=["reissued_as", "moved_to"])
    return fresh


@dataclass(frozen=True, slots=True)
class PayingBack:
    """Money as it goes out."""

    matter: str
    about: str
    amount_fen: int
    method: Method
    reference: str = ""


def pay_back(out: PayingBack, *, actor: SiteActor, at: datetime, phone: str = "") -> Refund:
    """Write money that is paid back in the refund book."""
    written = registers.write(
        REFUND,
        actor=actor,
        at=at,
        body={
            "matter": out.matter,
            "about": out.about,
            "amount": yuan(out.amount_fen),
            "method": out.method,
        },
        personal={"reference": out.reference, "phone": phone},
    )
    days.note(actor.site_id, at)
    return Refund.objects.create(
        site_id=actor.site_id,
        number=written.register_no,
        matter=out.matter,
        about=out.about,
        amount_fen=out.amount_fen,
        method=out.method,
        reference=out.reference,
        paid_by=actor.code,
        paid_at=at,
    )

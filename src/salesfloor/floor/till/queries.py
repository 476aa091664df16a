"""Checking a receipt, by anybody who holds it."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.capitals import capitals
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.labels import Label
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.floor.till.choices import State
from salesfloor.floor.till.commands import ReceiptNumber
from salesfloor.floor.till.models import Receipt
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

NOT_OURS: Final = phrase("No receipt with this number and this code was issued here.")
_NO_CODE: Final = "-" * 16


class ReceiptChecked(Answer):
    """What the paper says, and whether it stands; no more than the paper."""

    valid: bool
    state: State
    site: str
    unit: str
    amount: str
    capitals: str
    on: date
    payer: str


@question(
    "verify_receipt",
    without_by=True,
    may=ANYONE,
    word=phrase("Check a receipt"),
    clauses=("3.4.1.3",),
)
def verify_receipt(
    *,
    actor: SiteActor,
    at: datetime,
    receipt_no: ReceiptNumber,
    code: Annotated[Code, Label("Code on the receipt")],
) -> ReceiptChecked:
    """Say whether a receipt is genuine and stands.

    :raises Refused: `input` for a wrong code, as for a number that is unknown.
    """
    del at
    return checked(actor.site_id, receipt_no, code)


def checked(site_id: int, number: int, code: str) -> ReceiptChecked:
    """Return what a receipt says, to who has number and code; see `verify_receipt`."""
    found = Receipt.objects.filter(site_id=site_id, number=number, counter_of=None).first()
    is_right = hmac.compare_digest(
        (found.code if found else _NO_CODE).encode(), code.strip().lower().encode()
    )
    if found is None or not is_right:
        raise bad_input(NOT_OURS)
    state = State.VOID if found.voided_by else State.VALID
    return ReceiptChecked(
        valid=state is State.VALID,
        state=state,
        site=people.Site.objects.values_list("name", flat=True).get(pk=site_id),
        unit=found.about,
        amount=yuan(found.amount_fen),
        capitals=capitals(found.amount_fen),
        on=day_of(found.paid_at),
        payer=first_character(found.payer),
    )


def first_character(name: str) -> str:
    """Hide a name but for its first character, its length too."""
    return f"{name[:1]}*" if name else ""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """When, by whom and why a receipt was taken back."""

    at: datetime
    by: str
    reason: str


def taken_back(receipt: Receipt) -> TakenBack | None:
    """Return what is on record of a receipt's end, told by it or by its counter-entry; None while it stands.

    The reason stands beside the line of the register, and is blank once erased there.
    """
    number = receipt.number if receipt.counter_of else receipt.voided_by
    if number is None:
        return None
    entry = Receipt.objects.get(site_id=receipt.site_id, number=number)
    line = registers.line_numbered(receipt.site_id, "receipt", number)
    values = registers.Value.objects.filter(book_id=line.book_id, line_no=line.line_no)
    reason = values.filter(field="reason").values_list("value", flat=True).first()
    return TakenBack(entry.written_at, entry.taken_by, reason or "")

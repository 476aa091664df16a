"""Printing a receipt, by who may see it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, command
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.floor.deals import sight
from salesfloor.floor.till import api as till
from salesfloor.kernel.registers import api as registers


class ReceiptPrinted(Answer):
    """How many times it was printed; from the second on it says so."""

    prints: int


@command(
    "print_receipt",
    may=MANAGERS | {Post.FINANCE, Post.LEAD, Post.SALESPERSON},
    word=phrase("Print a receipt"),
    clauses=("3.4.1.3", "3.4.3.5"),
    writes=RegisterLine("deals", phrase("Receipt no. {receipt_no} printed, copy {prints}")),
    done=phrase("Printed."),
)
def print_receipt(
    *, actor: StaffActor, at: datetime, receipt_no: till.ReceiptNumber
) -> ReceiptPrinted:
    """Count a print of a receipt; the second and later ones are marked as such.

    :raises Refused: 3.4.3.5 for who may not see it; `input` where there is none of that number, or it is a
        counter-entry.
    """
    found = sight.receipt_for(actor, receipt_no, at)
    if found.counter_of:
        raise bad_input(sight.no_receipt(receipt_no))
    till.Receipt.objects.filter(pk=found.pk).update(prints=F("prints") + 1)
    found.refresh_from_db(fields=["prints"])
    body = {"receipt_no": receipt_no, "prints": found.prints}
    registers.record(actor=actor, at=at, body=body)
    about(f"receipt:{receipt_no}")
    return ReceiptPrinted(prints=found.prints)

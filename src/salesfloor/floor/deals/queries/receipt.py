"""A receipt as who may see it sees it."""

from __future__ import annotations

from datetime import date, datetime

from salesfloor.base.answers import Answer
from salesfloor.base.capitals import capitals
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.floor.deals import sight
from salesfloor.floor.till import api as till
from salesfloor.kernel.people import api as people


class ReceiptShown(Answer):
    """All that stands on a receipt, whether it stands, and its code."""

    receipt_no: int
    site: str
    on: date
    unit: str
    payer: str
    purpose: till.Purpose
    amount: str
    capitals: str
    method: till.Method
    source: str
    cheque_no: str | None
    cheque_amount: str | None
    taken_by: str
    register_line: str
    code: str
    state: till.State
    voided_by: int | None
    reissued_as: int | None
    counter_of: int | None
    reissue_of: int | None


@question("receipt", may=ANYONE, word=phrase("Look at a receipt"), clauses=("3.4.1.3", "3.4.3.5"))
def receipt(*, actor: SiteActor, at: datetime, receipt_no: till.ReceiptNumber) -> ReceiptShown:
    """Answer a receipt to finance, managers, the deal's owner and their lead.

    :raises Refused: as `sight.receipt_for`.
    """
    found = sight.receipt_for(actor, receipt_no, at)
    is_cheque = found.method == till.Method.CHEQUE
    return ReceiptShown(
        receipt_no=found.number,
        site=people.Site.objects.values_list("name", flat=True).get(pk=found.site_id),
        on=day_of(found.paid_at),
        unit=found.about,
        payer=found.payer,
        purpose=till.Purpose(found.purpose),
        amount=yuan(found.amount_fen),
        capitals=capitals(found.amount_fen),
        method=till.Method(found.method),
        source=found.source,
        cheque_no=found.cheque_no if is_cheque else None,
        cheque_amount=yuan(found.amount_fen) if is_cheque else None,
        taken_by=found.taken_by,
        register_line=found.anchor.rpartition(":")[0],
        code=found.code,
        state=till.State.VOID if found.voided_by else till.State.VALID,
        voided_by=found.voided_by,
        reissued_as=found.reissued_as,
        counter_of=found.counter_of,
        reissue_of=found.reissue_of,
    )

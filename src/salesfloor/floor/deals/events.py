"""What happens by itself about deals, and what they learn from other modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.commands import announce, miss
from salesfloor.base.phrases import phrase
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.deals import holding, sums, wanting
from salesfloor.floor.deals.choices import DealState
from salesfloor.floor.deals.models import Deal, Want
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from datetime import datetime


@deadlines.handler(holding.OVERDUE, limit=deadlines.Limit.DURATION)
def hold_overdue(deadline: deadlines.Deadline, at: datetime) -> None:
    """Report a hold whose last instant for the rest is gone by; the unit stays held (3.4.1.2)."""
    deal = _open(deadline.subject)
    if deal is None or deal.hold_until != at or deal.overdue_at is not None:
        return
    paid_fen = sums.deposit_paid(deal)
    if paid_fen < deal.due_fen:
        holding.report_overdue(deal, paid_fen, at)


@deadlines.handler(holding.UNSIGNED)
def agreement_overdue(deadline: deadlines.Deadline, at: datetime) -> None:
    """Report a complete deposit whose agreement is not signed in time (3.4.2.4)."""
    deal = _open(deadline.subject)
    if deal is None or deal.sealed_at is not None or deal.full_at is None:
        return
    miss("3.4.2.4")
    announce(holding.UNSIGNED, "3.4.2.4", at=at, unit=deal.unit)
    work.owe(
        kind=holding.UNSIGNED,
        subject=f"deal:{deal.number}",
        site_id=deal.site_id,
        clause="3.4.2.4",
        sentence=phrase("The agreement for unit {unit} is not signed yet.", unit=deal.unit),
        at=at,
        due_at=at,
        staff_ids=[deal.owner_id] if deal.owner_id else [],
        posts=holding.MANAGER,
    )


def _open(pk: int) -> Deal | None:
    """Return an open deal, its unit locked before it."""
    found = Deal.objects.filter(pk=pk).first()
    if found is None:
        return None
    catalogue.lock_unit(found.site_id, found.unit)
    return Deal.objects.select_for_update().filter(pk=pk, state=DealState.OPEN).first()


@deadlines.handler(wanting.FIRST_REFUSAL, limit=deadlines.Limit.DURATION)
def first_refusal_over(deadline: deadlines.Deadline, at: datetime) -> None:
    """Take who let the first refusal pass off the list; the next one may pay first (3.5.5)."""
    found = Want.objects.filter(pk=deadline.subject).first()
    if found is None:
        return
    rows = catalogue.Unit.objects.select_for_update()
    unit = rows.get(pk=found.unit_id)
    want = wanting.waiting(unit.pk).filter(pk=found.pk, offered_until=at).first()
    if want is None:
        return
    wanting.take_off(unit, [want.phone], at)
    wanting.pass_on(unit, at)

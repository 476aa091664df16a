"""What happens by itself about deals, and what they learn from other modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.commands import announce, miss
from salesfloor.base.lines import on
from salesfloor.base.phrases import phrase
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import designated, holding, stages, sums, wanting
from salesfloor.floor.deals.choices import DealState, Stage
from salesfloor.floor.deals.models import Deal, Want
from salesfloor.floor.deals.queries import agreements, progress
from salesfloor.floor.deals.rules import agreeing
from salesfloor.floor.particulars import api as particulars
from salesfloor.floor.promises import api as promises
from salesfloor.kernel.advances import api as advances
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.lines import Entry


@deadlines.handler(
    holding.OVERDUE,
    word=phrase("The rest of a deposit is not paid in time"),
    limit=deadlines.Limit.DURATION,
)
def hold_overdue(deadline: deadlines.Deadline, at: datetime) -> None:
    """Report a hold whose last instant for the rest is gone by; the unit stays held (3.4.1.2)."""
    deal = _open(deadline.subject)
    if deal is None or deal.hold_until != at or deal.overdue_at is not None:
        return
    paid_fen = sums.deposit_paid(deal)
    if paid_fen < deal.due_fen:
        holding.report_overdue(deal, paid_fen, at)


@deadlines.handler(holding.UNSIGNED, word=phrase("An agreement is not signed in time"))
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


@deadlines.handler(
    wanting.FIRST_REFUSAL,
    word=phrase("The first right to a unit is over"),
    limit=deadlines.Limit.DURATION,
)
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


@deadlines.handler(stages.OVERDUE, word=phrase("A stage of a deal is not finished in time"))
def stage_overdue(deadline: deadlines.Deadline, at: datetime) -> None:
    """Report a stage that is not finished by the end of its day, once for each day that was set (7.1.4)."""
    deal = _open(deadline.subject)
    if deal is None or not deal.next_stage or deal.next_stage == Stage.SUBSCRIPTION:
        return
    owner = people.codes_of([deal.owner_id] if deal.owner_id else [])
    miss(stages.CLAUSE)
    announce(
        stages.OVERDUE,
        stages.CLAUSE,
        at=at,
        unit=deal.unit,
        stage=deal.next_stage,
        owner=owner.get(deal.owner_id or 0),
    )


@on("leave_job")
def nobody_leaves_with(entry: Entry) -> None:
    """Refuse leaving with advances or sealed agreements in hand; who leaves takes no deposits any more."""
    who = people.Staff.objects.get(code=entry.body["who"])
    agreeing.may_leave_owing(advances.unsettled(who.pk)).enforce()
    agreeing.may_leave_with(agreements.kept_by(who.pk)).enforce()
    designated.end_all(who.pk, entry.at)


particulars.tells_paid(progress.has_paid)
particulars.tells_negotiating(progress.has_wanted)


@promises.keeper
def owners_of_deals(promise: promises.Promise, at: datetime) -> set[int]:
    """Return who owns the open deals that a promise can be for."""
    policy = rulebook.policies(promise.site_id, at)
    phones = customers.counted_as_one(promise.site_id, promise.phone, policy, at)
    deals = Deal.objects.filter(
        site_id=promise.site_id, phone__in=phones, state=DealState.OPEN
    ).exclude(owner_id=None)
    if promise.unit:
        deals = deals.filter(unit=promise.unit)
    return {owner_id for owner_id in deals.values_list("owner_id", flat=True) if owner_id}

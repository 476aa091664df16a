"""Holding a unit, completing its deposit, ending the deal: what all commands about it do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.commands import announce, cite, miss
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import credited, lines, sums, wanting
from salesfloor.floor.deals.choices import DealState, Stage
from salesfloor.floor.deals.models import Deal
from salesfloor.floor.deals.rules import holding as rules
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import Actor
    from salesfloor.base.phrases import Phrase

CLAUSE: Final = "3.4.1.2"
OVERDUE: Final = "hold_overdue"
UNSIGNED: Final = "agreement_overdue"
DECIDE: Final = "hold_to_decide"
CREDIT: Final = "deal_without_owner"
MANAGER: Final = (Post.MANAGER,)


def facts_of(deal: Deal | None) -> rules.HoldFacts:
    """Return a hold as the rules see it; an empty one where nobody holds the unit."""
    if deal is None:
        return rules.HoldFacts()
    return rules.HoldFacts(sums.deposit_paid(deal), deal.due_fen, deal.hold_until)


def settle_status(deal: Deal, unit: catalogue.Unit, *, actor: Actor, at: datetime) -> int:
    """Bring a deal in line with the deposit money received; return that money in fen.

    Complete: no limit any more, to be signed within days. Not complete (any more): its old limit, and
    overdue at once where that is gone by.
    """
    paid_fen = sums.deposit_paid(deal)
    if paid_fen >= deal.due_fen:
        if deal.full_at is None:
            _complete(deal, unit, paid_fen, actor=actor, at=at)
        return paid_fen
    was_full = deal.full_at is not None
    if was_full:
        deal.full_at, deal.next_stage, deal.next_due_on = None, Stage.DEPOSIT, None
        deal.save(update_fields=["full_at", "next_stage", "next_due_on"])
        deadlines.settle(UNSIGNED, subject=deal.pk, at=at)
    catalogue.set_limit(unit, deal.hold_until)
    if deal.hold_until >= at:
        deadlines.set_due(OVERDUE, subject=deal.pk, site_id=deal.site_id, due_at=deal.hold_until)
    elif was_full:
        report_overdue(deal, paid_fen, at)
    return paid_fen


def _complete(
    deal: Deal, unit: catalogue.Unit, paid_fen: int, *, actor: Actor, at: datetime
) -> None:
    days = rulebook.policies(deal.site_id, at)["agreement.sign_within_days"]
    deal.full_at, deal.overdue_at = at, None
    deal.next_stage = Stage.SUBSCRIPTION
    deal.next_due_on = day_of(at) + timedelta(days=days)
    deal.save(update_fields=["full_at", "overdue_at", "next_stage", "next_due_on"])
    catalogue.set_limit(unit, None)
    deadlines.settle(OVERDUE, subject=deal.pk, at=at)
    deadlines.set_due(
        UNSIGNED, subject=deal.pk, site_id=deal.site_id, due_at=end_of(deal.next_due_on)
    )
    settle_work(deal, at)
    registers.write(
        lines.DEPOSIT_FULL,
        actor=actor,
        at=at,
        site_id=deal.site_id,
        body={"deal": deal.number, "unit": deal.unit, "paid": yuan(paid_fen)},
    )


def report_overdue(deal: Deal, paid_fen: int, at: datetime) -> None:
    """Say that a hold is overdue; it stays, and the manager decides (3.4.1.2)."""
    deal.overdue_at = at
    deal.save(update_fields=["overdue_at"])
    miss(CLAUSE)
    announce(OVERDUE, CLAUSE, at=at, unit=deal.unit, paid=yuan(paid_fen), due=yuan(deal.due_fen))
    registers.write(
        lines.HOLD_OVERDUE,
        actor=deadlines.system_actor(deal.site_id),
        at=at,
        site_id=deal.site_id,
        body={
            "deal": deal.number,
            "unit": deal.unit,
            "paid": yuan(paid_fen),
            "due": yuan(deal.due_fen),
        },
    )
    work.owe(
        kind=DECIDE,
        subject=f"deal:{deal.number}",
        site_id=deal.site_id,
        clause=CLAUSE,
        sentence=_to_decide(deal, paid_fen, at),
        at=at,
        due_at=at,
        posts=(Post.MANAGER,),
    )


def _to_decide(deal: Deal, paid_fen: int, at: datetime) -> Phrase:
    """Say what the manager decides about an overdue hold: more time only where the house gives it once more."""
    told = {"unit": deal.unit, "paid": yuan(paid_fen), "due": yuan(deal.due_fen)}
    if deal.extensions < rulebook.policies(deal.site_id, at)["deposit.max_extensions"]:
        return phrase(
            "Unit {unit}: {paid} of {due} yuan when the time was over. Extend it or release the unit.",
            **told,
        )
    return phrase(
        "Unit {unit}: {paid} of {due} yuan when the time was over, and no more can be given. Release the unit.",
        **told,
    )


def settle_work(deal: Deal, at: datetime) -> None:
    """Take what somebody owed for the hold off the lists."""
    for kind in (DECIDE, UNSIGNED):
        work.settle(kind=kind, subject=f"deal:{deal.number}", site_id=deal.site_id, at=at)


def end_deal(
    deal: Deal,
    unit: catalogue.Unit,
    state: DealState,
    *,
    actor: Actor,
    at: datetime,
    refund_fen: int = 0,
    forfeited_fen: int = 0,
) -> None:
    """End a locked deal; its unit is free unless it was sold, its claim goes on as after a visit."""
    deal.state, deal.ended_at = state, at
    deal.refund_fen, deal.forfeited_fen = refund_fen, forfeited_fen
    deal.next_due_on = None
    deal.save(
        update_fields=[
            *("state", "ended_at", "refund_fen", "forfeited_fen", "next_due_on"),
        ]
    )
    for name in (OVERDUE, UNSIGNED, "stage_overdue"):
        deadlines.settle(name, subject=deal.pk, at=at)
    settle_work(deal, at)
    if state is not DealState.DONE:
        settle_credit(deal, at)
    work.settle_from(kind="stage", prefix=f"deal:{deal.number}", site_id=deal.site_id, at=at)
    _set_claim_free(deal, actor=actor, at=at)
    if refund_fen:
        owe_refund(deal, at)
    credited.settle(deal, at)
    if state is not DealState.DONE:
        catalogue.move(unit, catalogue.UnitState.AVAILABLE, at=at)
        wanting.say_free(unit, at)


def _set_claim_free(deal: Deal, *, actor: Actor, at: datetime) -> None:
    """Let the claim go on by itself, unless another open deal binds it."""
    if deal.claim_id is None:
        return
    others = Deal.objects.filter(claim_id=deal.claim_id, state=DealState.OPEN)
    if others.exclude(pk=deal.pk).exists():
        return
    owner = people.codes_of([deal.owner_id] if deal.owner_id else [])
    customers.set_free(deal.claim_id, actor=actor, owner=owner.get(deal.owner_id or 0, ""), at=at)
    cite("3.3.2.1")


def owe_refund(deal: Deal, at: datetime) -> None:
    """Say on finance's list what is left to pay back for a deal; nothing left, nothing said."""
    left, subject = sums.to_refund(deal), f"deal:{deal.number}"
    if left <= 0:
        work.settle(kind="refund", subject=subject, site_id=deal.site_id, at=at)
        return
    work.owe(
        kind="refund",
        subject=subject,
        site_id=deal.site_id,
        clause="7.2.3",
        sentence=phrase(
            "Pay {amount} yuan back for unit {unit}.", amount=yuan(left), unit=deal.unit
        ),
        at=at,
        posts=(Post.FINANCE,),
    )


def ask_for_credit(deal: Deal, at: datetime) -> None:
    """Put a deal that nobody owns on the manager's list."""
    work.owe(
        kind=CREDIT,
        subject=f"deal:{deal.number}",
        site_id=deal.site_id,
        clause="3.5.1",
        sentence=phrase(
            "Nobody owned the customer who pays for unit {unit}. Say whose deal it is.",
            unit=deal.unit,
        ),
        at=at,
        posts=(Post.MANAGER,),
    )


def settle_credit(deal: Deal, at: datetime) -> None:
    """Take a deal that has credit now off the manager's list."""
    work.settle(kind=CREDIT, subject=f"deal:{deal.number}", site_id=deal.site_id, at=at)

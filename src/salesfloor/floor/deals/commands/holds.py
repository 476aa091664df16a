"""What the manager does about a hold: more time, release, another unit (3.4.1.2, 3.5.5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import day_of, iso
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import agreed, holding, locking, sums, wanting
from salesfloor.floor.deals.choices import DealState, PaidStatus
from salesfloor.floor.deals.fields import NeededReason, Reason, UnitCode
from salesfloor.floor.deals.models import Deal
from salesfloor.floor.deals.rules import holding as rules
from salesfloor.floor.till import api as till
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

CLAUSE = "3.4.1.2"


class HoldExtended(Answer):
    """The new last instant for the rest."""

    hold_until: Instant


@command(
    "extend_hold",
    may=MANAGERS,
    word=phrase("Give more time for the deposit"),
    clauses=(CLAUSE,),
    writes=RegisterLine("deals", phrase("Unit {unit}: the rest may be paid until {hold_until}")),
    done=phrase("More time is given."),
)
def extend_hold(
    *, actor: StaffActor, at: datetime, unit: UnitCode, reason: NeededReason = ""
) -> HoldExtended:
    """Give more time for the rest of a deposit, from now or from the old end, whichever is later.

    :raises Refused: 3.4.1.2 without a reason or once too often; `input` unless the deposit is paid in part.
    """
    held = locking.locked(actor.site_id, unit)
    deal = held.deal
    if holding.facts_of(deal).is_full:
        raise bad_input(phrase("The deposit for this unit is complete."))
    policy = rulebook.policies(actor.site_id, at)
    rules.may_extend(
        reason=reason, extensions=deal.extensions, most=policy["deposit.max_extensions"]
    ).enforce()
    deal.hold_until = rules.extended_until(at, deal.hold_until, policy)
    deal.extensions += 1
    deal.overdue_at = None
    deal.save(update_fields=["hold_until", "extensions", "overdue_at"])
    catalogue.set_limit(held.unit, deal.hold_until)
    deadlines.set_due(
        holding.OVERDUE, subject=deal.pk, site_id=deal.site_id, due_at=deal.hold_until
    )
    holding.settle_work(deal, at)
    registers.record(
        actor=actor,
        at=at,
        body={"unit": unit, "deal": deal.number, "hold_until": iso(deal.hold_until)},
        personal={"reason": reason},
    )
    cite(CLAUSE)
    about(f"deal:{deal.number}")
    return HoldExtended(hold_until=deal.hold_until)


class HoldReleased(Answer):
    """What is to be paid back, and how the unit stands."""

    to_refund: str
    state: catalogue.UnitState


@command(
    "release_hold",
    may=MANAGERS,
    word=phrase("Release the unit"),
    clauses=(CLAUSE, "3.5.5"),
    writes=RegisterLine(
        "deals",
        phrase("Deal {deal}: unit {unit} is released, {to_refund} yuan to pay back"),
        facts={"deal": int},
    ),
    done=phrase("The unit is free."),
)
def release_hold(
    *, actor: StaffActor, at: datetime, unit: UnitCode, reason: Reason
) -> HoldReleased:
    """Let a unit go; all money received is to be paid back, an agreement not sealed is withdrawn.

    :raises Refused: `input` where nobody holds it, or once the agreement is sealed.
    """
    held = locking.locked(actor.site_id, unit)
    deal = held.deal
    if deal.sealed_at is not None:
        raise bad_input(phrase("The agreement is sealed; the deal can only be cancelled."))
    agreed.withdraw_open(deal, at=at)
    refund = sums.everything(deal)
    holding.end_deal(deal, held.unit, DealState.RELEASED, actor=actor, at=at, refund_fen=refund)
    registers.record(
        actor=actor,
        at=at,
        body={"unit": unit, "deal": deal.number, "to_refund": yuan(refund)},
        personal={"reason": reason},
    )
    cite(CLAUSE)
    about(f"deal:{deal.number}")
    return HoldReleased(to_refund=yuan(refund), state=catalogue.UnitState(held.unit.state))


class UnitChanged(Answer):
    """The receipts written anew, and the hold on the other unit."""

    receipts: list[int]
    status: PaidStatus
    hold_until: Instant | None


@command(
    "change_unit",
    may=MANAGERS,
    word=phrase("Change the unit"),
    clauses=("3.5.5", "3.4.1.3"),
    writes=RegisterLine(
        "deals", phrase("Deal {deal}: unit {to} in place of unit {unit}"), facts={"deal": int}
    ),
    done=phrase("The customer has the other unit."),
)
def change_unit(
    *,
    actor: StaffActor,
    at: datetime,
    unit: UnitCode,
    to: Annotated[Code, Label("The other unit"), Reference("unit_for_sale")],
    reason: Reason,
) -> UnitChanged:
    """Move a customer with the money to another unit, in one act; the first unit is free.

    The deposit agreed stays, the price is today's; receipts are void and written anew.

    :raises Refused: in this order `input` once sealed, 3.5.5 unless the other unit can be had, `input` where
        it has no permit yet, or where the deposit is above its price.
    """
    held = locking.locked(actor.site_id, unit, to)
    deal, other = held.deal, catalogue.lock_unit(actor.site_id, to)
    if deal.sealed_at is not None:
        raise bad_input(phrase("The agreement is sealed; the deal can only be cancelled."))
    if unit == to:
        raise bad_input(phrase("That is the same unit."))
    policy = rulebook.policies(actor.site_id, at)
    same = customers.counted_as_one(actor.site_id, deal.phone, policy, at)
    first = wanting.offered(other.pk, at)
    facts = rules.UnitFacts(
        to,
        other.state,
        is_kept=first is not None and first.phone not in same,
        is_permitted=not policy["sale.needs_permit"] or catalogue.is_permitted(other.pk),
    )
    rules.may_hold(facts).enforce()
    rules.may_be_sold(facts).enforce()
    list_fen = catalogue.price_on(other.pk, day_of(at)) or 0
    rules.may_agree(deal.due_fen, list_fen=list_fen, agreed_fen=None).enforce()
    rules.may_receive_of_price(sums.deposit_paid(deal), list_fen=list_fen).enforce()
    agreed.withdraw_open(deal, at=at)
    receipts = _moved_receipts(deal, to, actor, at, reason)
    is_full = deal.full_at is not None
    until = None if is_full else deal.hold_until
    catalogue.move(held.unit, catalogue.UnitState.AVAILABLE, at=at)
    deal.unit_id, deal.unit, deal.list_price_fen = other.pk, to, list_fen
    deal.save(update_fields=["unit_id", "unit", "list_price_fen"])
    catalogue.move(other, catalogue.UnitState.HELD, at=at, hold_until=until)
    wanting.take_off(other, same, at)
    wanting.say_free(held.unit, at)
    registers.record(
        actor=actor,
        at=at,
        body={"unit": unit, "to": to, "deal": deal.number, "receipts": receipts},
        personal={"reason": reason},
    )
    cite("3.5.5", "3.4.1.3")
    about(f"deal:{deal.number}")
    return UnitChanged(
        receipts=receipts,
        status=PaidStatus.FULL if is_full else PaidStatus.PART,
        hold_until=until,
    )


def _moved_receipts(deal: Deal, to: str, actor: StaffActor, at: datetime, reason: str) -> list[int]:
    """Void a deal's receipts and write them anew for the other unit; return the new numbers."""
    fresh = []
    for receipt in sums.receipts_of(deal).order_by("number").select_for_update():
        till.take_back(receipt, actor=actor, at=at, reason=reason)
        payment = replace(till.payment_of(receipt), about=to)
        written = till.write_anew(receipt, payment, actor=actor, at=at, is_move=True)
        fresh.append(written.number)
    return fresh

"""A deal as it stands: stage, people, money, what comes next."""

from __future__ import annotations

from datetime import date, datetime

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import agreed, holding, locking, sight, sums
from salesfloor.floor.deals.choices import DealState, Stage
from salesfloor.floor.deals.fields import Phone, UnitCode, answered_shares
from salesfloor.floor.deals.models import Deal
from salesfloor.floor.deals.rules import stages
from salesfloor.kernel.people import api as people


class DealShown(Answer):
    """A deal, as who may see it sees it."""

    deal: int
    stage: Stage | None
    owner: str | None
    shares: dict[str, float]
    list_price: str
    price: str | None
    due: str
    paid: str
    balance: str | None
    to_refund: str
    hold_until: Instant | None
    overdue: bool
    agreement: int | None
    promises: list[int]
    next: Stage | None
    due_on: date | None
    state: DealState


@question("deal", may=ANYONE, word=phrase("Look at a deal"), clauses=("3.4.3.5",))
def deal(
    *, actor: SiteActor, at: datetime, unit: UnitCode, phone: Phone | None = None
) -> DealShown:
    """Answer the latest deal of a unit, or of a customer on it.

    Who sees the own deals only hears the same of a customer without a deal on a unit that had one as of a
    colleague's: it tells nothing of the phone.

    :raises Refused: `input` for a unit that never had one; 3.4.3.5 for who has no part in it.
    """
    found = locking.latest_deal(actor.site_id, unit)
    if phone is not None:
        number = customers.valid_phone(phone, actor.site_id, at)
        of_phone = Deal.objects.filter(unit_id=found.unit_id, phone=number)
        if not of_phone.exists():
            sight.must_see(actor, None, at)
        found = locking.latest_deal(actor.site_id, unit, number)
    sight.must_see(actor, found, at)
    return shown(found, at)


def shown(found: Deal, at: datetime) -> DealShown:
    """Return a deal as an answer says it."""
    hold = holding.facts_of(found)
    is_open = found.state == DealState.OPEN
    is_part = is_open and found.full_at is None
    owners = people.codes_of([found.owner_id] if found.owner_id else [])
    paid_fen = sums.paid(found)
    price = found.price_fen
    return DealShown(
        deal=found.number,
        stage=stages.last_finished(found.next_stage, found.payment, found.state),
        owner=owners.get(found.owner_id or 0),
        shares=answered_shares(found.shares),
        list_price=yuan(found.list_price_fen),
        price=None if price is None else yuan(price),
        due=yuan(found.due_fen),
        paid=yuan(paid_fen),
        balance=None if price is None else yuan(price - paid_fen),
        to_refund=yuan(max(0, sums.to_refund(found))),
        hold_until=found.hold_until if is_part else None,
        overdue=is_part and hold.is_overdue(at),
        agreement=agreed.number_of(found),
        promises=agreed.open_promises(found, at),
        next=Stage(found.next_stage) if is_open and found.next_stage else None,
        due_on=day_of(found.hold_until) if is_part else found.next_due_on,
        state=DealState(found.state),
    )

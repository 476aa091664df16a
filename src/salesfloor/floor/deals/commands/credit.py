"""Credit for a deal that nobody owned (3.5.1)."""

from __future__ import annotations

from datetime import datetime

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, cite, command
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import bad_input
from salesfloor.floor.deals import credited, holding, locking
from salesfloor.floor.deals.fields import Reason, Shares, UnitCode, add_up, answered_shares
from salesfloor.floor.deals.models import Deal
from salesfloor.floor.deals.rules import credit as rules
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers


class CreditGiven(Answer):
    """Who has which share."""

    shares: dict[str, float]


@command(
    "give_credit",
    may=MANAGERS,
    word=phrase("Give credit for a deal"),
    clauses=("3.5.1",),
    writes=RegisterLine(
        "deals", phrase("Deal {deal}: credit is given for unit {unit}"), facts={"deal": int}
    ),
    done=phrase("Credit is given."),
)
def give_credit(
    *, actor: StaffActor, at: datetime, unit: UnitCode, shares: Shares, reason: Reason
) -> CreditGiven:
    """Say whose deal it is where nobody owned the customer at the first payment.

    :raises Refused: 3.5.1 where the deal has an owner; `input` for shares that do not add up to 1.
    """
    if not add_up(shares):
        raise bad_input(phrase("The shares add up to 1."))
    for code in shares:
        people.person_here(code, actor.site_id, at)
    latest = locking.latest_deal(actor.site_id, unit)
    deal = Deal.objects.select_for_update().get(pk=latest.pk)
    rules.may_give_credit(has_owner=deal.owner_id is not None).enforce()
    deal.shares = {code: share for code, share in shares.items() if share}
    deal.save(update_fields=["shares"])
    credited.settle(deal, at)
    holding.settle_credit(deal, at)
    registers.record(
        actor=actor,
        at=at,
        body={"unit": unit, "deal": deal.number, "shares": deal.shares},
        personal={"reason": reason},
    )
    cite("3.5.1")
    about(f"deal:{deal.number}")
    return CreditGiven(shares=answered_shares(deal.shares))

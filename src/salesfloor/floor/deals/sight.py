"""Who sees a deal and its receipts: owner, who has a share, their leads, managers, finance (R5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import OuterRef, Q, Subquery

from salesfloor.base.names import masked_name
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals.models import Deal
from salesfloor.floor.deals.rules import sight as rules
from salesfloor.floor.reception import api as reception
from salesfloor.floor.till import api as till
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor, SiteActor
    from salesfloor.base.phrases import Phrase


def must_see(
    actor: SiteActor, deal: Deal | None, at: datetime, *, shares_count: bool = True
) -> None:
    """Refuse anyone who has no part in a deal (3.4.3.5)."""
    rules.may_see(is_party=sees(actor, deal, at, shares_count=shares_count)).enforce()


def receipt_for(actor: SiteActor, number: int, at: datetime) -> till.Receipt:
    """Return a receipt of the site that the person may see.

    Who sees the own deals only hears the same of a number that was never given as of a colleague's receipt.

    :raises Refused: 3.4.3.5 for who has no part in it; `input` where there is none, to who sees all.
    """
    found = till.Receipt.objects.filter(site_id=actor.site_id, number=number).first()
    must_see(actor, deal_of(found), at, shares_count=False)
    if found is None:
        raise bad_input(no_receipt(number))
    return found


def deal_of(money: till.Receipt | till.Refund | None) -> Deal | None:
    """Return the deal that money came in or went out for, if it was for one."""
    kind, _, number = (money.matter if money else "").partition(":")
    if money is None or kind != "deal":
        return None
    return Deal.objects.filter(site_id=money.site_id, number=int(number)).first()


def no_receipt(number: int) -> Phrase:
    """Say that no receipt has a number."""
    return phrase("There is no receipt no. {number} here.", number=number)


def sees(actor: SiteActor, deal: Deal | None, at: datetime, *, shares_count: bool = True) -> bool:
    """Tell whether somebody sees a deal; of its receipts a share alone shows nothing."""
    if actor.post in MANAGERS or actor.post is Post.FINANCE:
        return True
    if deal is None or actor.staff_id is None:
        return False
    parties = {deal.owner_id} if deal.owner_id else set()
    if shares_count:
        codes = list(deal.shares)
        parties |= set(people.Staff.objects.filter(code__in=codes).values_list("pk", flat=True))
    if actor.staff_id in parties:
        return True
    if actor.post is not Post.LEAD:
        return False
    return any(reception.leads(actor, staff_id, at) for staff_id in sorted(parties) if staff_id)


READERS: Final = MANAGERS | {Post.FINANCE, Post.LEAD, Post.SALESPERSON}


def seen_by(actor: Actor) -> QuerySet[Deal]:
    """Return the deals that somebody sees: all of the site, a lead's team's, else the own ones."""
    rows = Deal.objects.filter(site_id=actor.site_id or 0)
    if actor.post in MANAGERS or actor.post is Post.FINANCE:
        return rows
    if actor.post is not Post.LEAD:
        return rows.filter(Q(owner_id=actor.staff_id or 0) | Q(shares__has_key=actor.code))
    mine = people.Staff.objects.filter(pk=actor.staff_id or 0)
    teams = mine.exclude(team=None).values("team_id")
    mine = mine | people.Staff.objects.filter(team_id__in=teams, left_at=None)
    codes = list(mine.values_list("code", flat=True))
    return rows.filter(Q(owner_id__in=mine.values("pk")) | Q(shares__has_any_keys=codes))


def with_names(deals: QuerySet[Deal]) -> QuerySet[Deal]:
    """Return deals with the names of their customers, for `name_of`."""
    named = customers.Customer.objects.filter(pk=OuterRef("customer_id")).values("name")
    return deals.annotate(customer_name=Subquery(named))


def name_of(actor: Actor, deal: Deal) -> str:
    """Return the name of a deal's customer: whole for leaders and the owner, of others the surname."""
    name: str = getattr(deal, "customer_name", None) or ""
    sees_all = actor.post in LEADERS or (
        deal.owner_id is not None and deal.owner_id == actor.staff_id
    )
    return name if sees_all else masked_name(name)


def customer_of(actor: Actor, deal: Deal) -> str:
    """Return a deal's customer as a page names them to somebody: name and phone, the latter masked."""
    return f"{name_of(actor, deal)} {masked_phone(deal.phone)}".strip()

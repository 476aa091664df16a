"""Who sees a deal and its receipts: owner, who has a share, their leads, managers, finance (R5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.deals.rules import sight as rules
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import SiteActor
    from salesfloor.floor.deals.models import Deal


def must_see(
    actor: SiteActor, deal: Deal | None, at: datetime, *, shares_count: bool = True
) -> None:
    """Refuse whoever has no part in a deal (3.4.3.5)."""
    rules.may_see(is_party=sees(actor, deal, at, shares_count=shares_count)).enforce()


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

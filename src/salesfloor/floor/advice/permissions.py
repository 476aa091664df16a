"""Who finds the pages of advice, and whose customers are on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base.posts import LEADERS, Post
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception import api as reception

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from salesfloor.base.acts import Actor

ADVISERS: Final = LEADERS | {Post.SALESPERSON}


def mine(actor: Actor, at: datetime) -> QuerySet[customers.Customer]:
    """Return those whom somebody receives now, and the customers they own."""
    site_id, staff_id = actor.site_id or 0, actor.staff_id or 0
    own = customers.Claim.objects.filter(
        site_id=site_id, owner_id=staff_id, ended_at=None, lapses_at__gt=at
    )
    received = reception.phones_received(staff_id, site_id)
    rows = customers.Customer.objects.filter(site_id=site_id)
    return rows.filter(Q(phone__in=own.values("phone")) | Q(phone__in=received))

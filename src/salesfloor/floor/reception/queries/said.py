"""What the receptions of a customer say, for modules above."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Min, Q

from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.models import Reception

if TYPE_CHECKING:
    from datetime import datetime

_DECIDER: Final = [{"role": "decision_maker"}]


class SaidInReceptions(NamedTuple):
    """What all receptions of a customer say together."""

    visited: bool
    negotiated: bool
    told_need: bool
    decider_came: bool
    first_channel: str | None
    first_at: datetime | None


def said_in_receptions(site_id: int, phone: str) -> SaidInReceptions:
    """Return what the receptions of a customer say; nothing where there was none."""
    customer = customers.Customer.objects.filter(site_id=site_id, phone=phone).values("pk")
    # The first registration says how a customer came; a struck one says nothing.
    said = Reception.objects.filter(customer_id__in=customer, struck_at=None).aggregate(
        visited=Count("pk", filter=Q(channel=Reception.Channel.VISIT)),
        negotiated=Count("pk", filter=Q(outcome="negotiated")),
        told_need=Count("pk", filter=~Q(need="")),
        decider_came=Count("pk", filter=Q(party__contains=_DECIDER)),
        channels=ArrayAgg("channel", order_by=("registered_at", "pk")),
        first_at=Min("registered_at"),
    )
    return SaidInReceptions(
        visited=said["visited"] > 0,
        negotiated=said["negotiated"] > 0,
        told_need=said["told_need"] > 0,
        decider_came=said["decider_came"] > 0,
        first_channel=said["channels"][0] if said["channels"] else None,
        first_at=said["first_at"],
    )

"""Who received a customer as a courtesy on a day (3.2.4.1, 3.2.4.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.china_time import end_of, start_of
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.models import Reception

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


def courtesy_on(site_id: int, phones: Iterable[str], day: date) -> int | None:
    """Return who last received one of these phones as a courtesy on a day, or None."""
    received = Reception.objects.filter(
        site_id=site_id,
        phone__in=list(phones),
        basis=customers.Basis.COURTESY,
        assigned_at__gte=start_of(day),
        assigned_at__lt=end_of(day),
        struck_at=None,
    )
    latest = received.exclude(receiver_id=None).order_by("-assigned_at", "-pk")
    return latest.values_list("receiver_id", flat=True).first()

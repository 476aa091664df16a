"""What other modules read of agreements: which were sealed when, whose are under way, who keeps which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from salesfloor.floor.deals.choices import ENDED
from salesfloor.floor.deals.models import Agreement

if TYPE_CHECKING:
    from datetime import datetime


def sealed_of(site_id: int) -> list[tuple[str, datetime]]:
    """Return the phones of those of whom an agreement was sealed at a site, and when."""
    rows = Agreement.objects.filter(site_id=site_id).exclude(sealed_at=None)
    told = rows.order_by("sealed_at").values_list("deal__phone", "sealed_at")
    return [(phone, sealed_at) for phone, sealed_at in told if sealed_at is not None]


def under_way_of(staff_id: int) -> list[int]:
    """Return the agreements not sealed that a person wrote, or that are on a deal of theirs."""
    mine = Q(writer_id=staff_id) | Q(deal__owner_id=staff_id)
    rows = Agreement.objects.filter(mine, sealed_at=None).exclude(status__in=ENDED)
    return list(rows.order_by("number").values_list("number", flat=True))


def kept_by(staff_id: int) -> list[int]:
    """Return the sealed agreements whose paper somebody has (3.4.2.5)."""
    rows = Agreement.objects.filter(holder_id=staff_id).order_by("number")
    return list(rows.values_list("number", flat=True))

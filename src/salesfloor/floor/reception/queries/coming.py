"""Who signed in when, and who still stands at the door: what duties of the floor are judged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from salesfloor.floor.reception.models import Arrival, PlaceChange
from salesfloor.floor.reception.rules.moves import Why

if TYPE_CHECKING:
    from datetime import datetime


def signed_in_between(site_id: int, from_at: datetime, until_at: datetime) -> set[int]:
    """Return who signed in at a site from one moment up to another, which is not included."""
    rows = PlaceChange.objects.filter(
        site_id=site_id, why=Why.SIGNED_IN, at__gte=from_at, at__lt=until_at
    )
    return set(rows.values_list("staff_id", flat=True))


def is_at_the_door(arrival: int, at: datetime) -> bool:
    """Tell whether nobody receives who was at the door, and nobody called it off, at that moment."""
    rows = Arrival.objects.filter(
        Q(dismissed_at=None) | Q(dismissed_at__gt=at),
        Q(reception=None) | Q(reception__assigned_at=None) | Q(reception__assigned_at__gt=at),
        pk=arrival,
    )
    return rows.exists()

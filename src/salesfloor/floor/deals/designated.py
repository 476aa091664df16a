"""Whom the manager lets take deposits at a moment (3.4.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from salesfloor.floor.deals.models import Designation

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet


def running(site_id: int, at: datetime) -> QuerySet[Designation]:
    """Return the designations that hold at that moment."""
    rows = Designation.objects.filter(site_id=site_id, from_at__lte=at, until_at__gt=at)
    return rows.filter(Q(ended_at=None) | Q(ended_at__gt=at))


def is_designated(site_id: int, staff_id: int, at: datetime) -> bool:
    """Tell whether a person may take deposits by the manager's word."""
    return running(site_id, at).filter(staff_id=staff_id).exists()


def end_all(staff_id: int, at: datetime) -> int:
    """End what a person was named for; return how many there were."""
    rows = Designation.objects.filter(staff_id=staff_id, ended_at=None, until_at__gt=at)
    return rows.update(ended_at=at)

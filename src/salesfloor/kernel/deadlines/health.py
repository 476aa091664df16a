"""How the deadlines stand: which were set aside with an error, and how late the oldest is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q

from salesfloor.kernel.deadlines.models import Deadline

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Health:
    """How many deadlines were set aside, and since when the oldest open one is due."""

    set_aside: int
    due_since: datetime | None


def health(at: datetime) -> Health:
    """Return how the deadlines of all sites stand at that moment."""
    is_open = Q(settled_at=None, set_aside_at=None, due_at__lte=at)
    is_aside = Q(settled_at=None) & ~Q(set_aside_at=None)
    found = Deadline.objects.filter(is_open | is_aside).aggregate(
        set_aside=Count("pk", filter=is_aside), due_since=Min("due_at", filter=is_open)
    )
    return Health(found["set_aside"], found["due_since"])


def set_aside(site_id: int | None = None) -> list[Deadline]:
    """Return the deadlines that were set aside with an error, the oldest first."""
    rows = Deadline.objects.filter(settled_at=None).exclude(set_aside_at=None)
    if site_id is not None:
        rows = rows.filter(site_id=site_id)
    return list(rows.order_by("due_at", "pk"))


def try_again(ids: Iterable[int] | None = None) -> int:
    """Let deadlines that were set aside fall due again, all or those named; return how many."""
    rows = Deadline.objects.filter(settled_at=None).exclude(set_aside_at=None)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    return rows.update(set_aside_at=None, error="")

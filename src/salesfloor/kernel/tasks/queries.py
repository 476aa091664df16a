"""Who sees which tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from salesfloor.kernel.people import api as people
from salesfloor.kernel.tasks.models import Task

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor


def tasks_seen_by(actor: Actor) -> QuerySet[Task]:
    """Return the tasks of the site that somebody sees."""
    seen = people.seen_by(actor).values("pk")
    rows = Task.objects.filter(site_id=actor.site_id or 0)
    return rows.filter(Q(staff_id__in=seen) | Q(given_by_id=actor.staff_id or 0))


def may_see(actor: Actor, site_id: int, number: str) -> bool:
    """Tell whether somebody sees what is attached to a task."""
    rows = tasks_seen_by(actor).filter(site_id=site_id)
    return number.isdecimal() and rows.filter(number=int(number)).exists()

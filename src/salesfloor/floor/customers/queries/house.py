"""By which days a site reckons: asked only where a policy needs it (3.3.2.1)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from salesfloor.floor.customers.rules import House
from salesfloor.kernel.people import api as people
from salesfloor.kernel.workdays import api as workdays

if TYPE_CHECKING:
    from datetime import datetime, time


def house_of(site_id: int, at: datetime) -> House:
    """Return which days are worked, as it was known at that moment, and when the site closes."""
    return House(partial(workdays.is_working_day, known_at=at), partial(_closes, site_id))


def _closes(site_id: int) -> time:
    return people.Site.objects.values_list("closes", flat=True).get(pk=site_id)

"""Who sees which exports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.posts import MANAGERS
from salesfloor.floor.exports.models import Export, ListTaken

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor


def exports_seen_by(actor: Actor) -> QuerySet[Export]:
    """Return the exports that somebody asked for; of a manager all of the site."""
    rows = Export.objects.filter(site_id=actor.site_id or 0).defer("file", "customer_ids")
    return rows if actor.post in MANAGERS else rows.filter(asked_by_id=actor.staff_id or 0)


def may_see(actor: Actor, site_id: int, number: str) -> bool:
    """Tell whether somebody sees an export's page."""
    rows = exports_seen_by(actor).filter(site_id=site_id)
    return number.isdecimal() and rows.filter(number=int(number)).exists()


def holding(site_id: int, customer_id: int) -> QuerySet[Export]:
    """Return the exports of a site in whose file the customer stood."""
    rows = Export.objects.filter(site_id=site_id, customer_ids__contains=[customer_id])
    return rows.defer("file", "customer_ids")


def lists_holding(site_id: int, customer_id: int) -> QuerySet[ListTaken]:
    """Return the lists of a site that left as files in which the customer stood."""
    rows = ListTaken.objects.filter(site_id=site_id, customer_ids__contains=[customer_id])
    return rows.defer("customer_ids")

"""Who sees which advances, and which of them somebody still has to settle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.posts import MANAGERS, Post
from salesfloor.kernel.advances.choices import Status
from salesfloor.kernel.advances.models import Advance

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor

SEE_ALL: Final = MANAGERS | {Post.FINANCE}
"""Who sees the advances of the whole site; everybody else sees their own."""


def advances_seen_by(actor: Actor) -> QuerySet[Advance]:
    """Return the advances of the site that somebody sees."""
    rows = Advance.objects.filter(site_id=actor.site_id or 0)
    return rows if actor.post in SEE_ALL else rows.filter(staff_id=actor.staff_id or 0)


def may_see(actor: Actor, site_id: int, number: str) -> bool:
    """Tell whether somebody sees an advance."""
    rows = advances_seen_by(actor).filter(site_id=site_id)
    return number.isdecimal() and rows.filter(number=int(number)).exists()


def unsettled(staff_id: int) -> list[int]:
    """Return the advances of a person that are paid out and not settled, by number."""
    rows = Advance.objects.filter(staff_id=staff_id, status=Status.PAID).order_by("number")
    return list(rows.values_list("number", flat=True))

"""Who sees which promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.floor.promises.models import Promise
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.base.acts import Actor

READERS: Final = LEADERS | {Post.SALESPERSON}


def seen_by(actor: Actor) -> QuerySet[Promise]:
    """Return the promises somebody sees: the own ones, a lead's team, all for those who run the site."""
    rows = Promise.objects.filter(site_id=actor.site_id or 0)
    if actor.post in MANAGERS:
        return rows
    own = rows.filter(maker_id=actor.staff_id or 0)
    if actor.post is not Post.LEAD:
        return own
    lead = people.Staff.objects.filter(pk=actor.staff_id or 0).first()
    if lead is None or lead.team_id is None:
        return own
    team = people.Staff.objects.filter(team_id=lead.team_id).values("pk")
    return rows.filter(maker_id__in=team)


def may_see(actor: Actor, site_id: int, name: str) -> bool:
    """Tell whether somebody sees a promise and what is attached to it."""
    is_here = actor.site_id == site_id and name.isdecimal()
    return is_here and seen_by(actor).filter(number=int(name)).exists()

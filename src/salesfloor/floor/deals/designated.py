"""Whom the manager lets take deposits at a moment (3.4.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from salesfloor.base.posts import Post
from salesfloor.floor.deals.models import Designation
from salesfloor.floor.deals.rules.holding import FINANCE_ONLY
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor


def running(site_id: int, at: datetime) -> QuerySet[Designation]:
    """Return the designations that hold at that moment."""
    rows = Designation.objects.filter(site_id=site_id, from_at__lte=at, until_at__gt=at)
    return rows.filter(Q(ended_at=None) | Q(ended_at__gt=at))


def is_designated(site_id: int, staff_id: int, at: datetime) -> bool:
    """Tell whether a person may take deposits by the manager's word."""
    return running(site_id, at).filter(staff_id=staff_id).exists()


def is_finances(site_id: int, at: datetime) -> bool:
    """Tell whether finance alone takes deposits at a site."""
    return bool(rulebook.policies(site_id, at)["deposit.taken_by"] == FINANCE_ONLY)


def takes(actor: Actor, at: datetime) -> bool:
    """Tell whether somebody takes deposits at a moment, by the post or by the manager's word."""
    site_id = actor.site_id or 0
    if is_finances(site_id, at):
        return actor.post is Post.FINANCE
    if actor.post in {Post.MANAGER, Post.FINANCE}:
        return True
    return is_designated(site_id, actor.staff_id or 0, at)


def takers(site_id: int, at: datetime) -> QuerySet[people.Staff]:
    """Return who takes deposits at a site just now: finance, the manager, whoever is named."""
    posts = {Post.FINANCE} if is_finances(site_id, at) else {Post.FINANCE, Post.MANAGER}
    here = people.Staff.objects.filter(site_id=site_id, left_at=None)
    named = Q(pk__in=running(site_id, at).values("staff_id"))
    asked = Q(post__in=posts) | named if Post.MANAGER in posts else Q(post__in=posts)
    return here.filter(asked).order_by("pinyin")


def end_all(staff_id: int, at: datetime) -> int:
    """End what a person was named for; return how many there were."""
    rows = Designation.objects.filter(staff_id=staff_id, ended_at=None, until_at__gt=at)
    return rows.update(ended_at=at)

"""Who stands above whom: the team's lead, the site's managers, director, general manager."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base.posts import MANAGERS, Post
from salesfloor.kernel.people.models import Staff
from salesfloor.kernel.people.queries import running_loan, site_of, working_at

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor
    from salesfloor.base.phrases import Phrase

_HEIGHT: Final = {
    Post.LEAD: 1,
    Post.MANAGER: 2,
    Post.DIRECTOR: 3,
    Post.GENERAL_MANAGER: 4,
}
"""How high a post stands; all others are at the bottom."""
SITE_WIDE: Final = MANAGERS | {Post.ADMIN}
"""Posts that see the matters of everybody at their site."""
_LEADS: Final = frozenset({Post.SALESPERSON})
"""Whom a lead stands above; desk, finance, administration and quality are the manager's."""


def seen_by(actor: Actor) -> QuerySet[Staff]:
    """Return whose matters somebody sees: the own ones, a lead's team, a site for those who run it."""
    people = Staff.objects.all()
    if actor.post in SITE_WIDE:
        return people.filter(site_id=actor.site_id or 0)
    own = people.filter(pk=actor.staff_id or 0)
    if actor.post is not Post.LEAD:
        return own
    team = own.exclude(team=None).values("team_id")
    return people.filter(Q(pk=actor.staff_id or 0) | Q(team_id__in=team))


def height_of(post: Post) -> int:
    """Return how high a post stands."""
    return _HEIGHT.get(post, 0)


def team_at(person: Staff, at: datetime) -> int | None:
    """Return the team in which the person works at that moment, a running loan counted."""
    loan = running_loan(person.pk, at)
    return loan.to_team_id if loan is not None else person.team_id


def is_above(actor: Actor, person: Staff, at: datetime) -> bool:
    """Tell whether somebody stands above a person: never oneself, nor anybody of the same height.

    A matter of the highest is one for another of the same post, and where there is none, for the post
    just below.
    """
    if actor.staff_id is None or actor.staff_id == person.pk:
        return False
    post = Post(person.post)
    if post is Post.GENERAL_MANAGER:
        return actor.post is _judge_of_the_highest(person)
    if actor.post in {Post.DIRECTOR, Post.GENERAL_MANAGER}:
        return height_of(actor.post) > height_of(post)
    if actor.site_id != site_of(person.pk, at):
        return False
    if actor.post is Post.MANAGER:
        return height_of(post) < height_of(Post.MANAGER)
    return actor.post is Post.LEAD and post in _LEADS and _leads_team_of(actor, person, at)


def _leads_team_of(actor: Actor, person: Staff, at: datetime) -> bool:
    team_id = team_at(person, at) or 0
    leads = Staff.objects.filter(pk=actor.staff_id or 0, post=Post.LEAD, team_id=team_id)
    return leads.filter(left_at=None).exists()


def _judge_of_the_highest(person: Staff) -> Post | None:
    others = Staff.objects.filter(left_at=None).exclude(pk=person.pk)
    for post in (Post.GENERAL_MANAGER, Post.DIRECTOR, Post.MANAGER):
        if others.filter(post=post).exists():
            return post
    return None


def somebody_above(person: Staff) -> bool:
    """Tell whether anybody in the house stands above the person."""
    post = Post(person.post)
    if post is Post.GENERAL_MANAGER:
        return _judge_of_the_highest(person) is not None
    higher = [one for one, height in _HEIGHT.items() if height > max(height_of(post), 1)]
    there = Staff.objects.filter(left_at=None, post__in=higher)
    if post not in {Post.MANAGER, Post.DIRECTOR}:
        return there.exists()
    return there.exclude(post=Post.MANAGER).exists()


def people_below(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the people of the site whose posts stand below somebody's, for a select box."""
    here = working_at(actor.site_id or 0, at).order_by("pinyin", "code")
    found = [one for one in here if height_of(actor.post) > height_of(Post(one.post))]
    if actor.post is Post.LEAD:
        found = [one for one in found if one.post in _LEADS]
    return [(one.code, f"{one.name} {one.code}") for one in found]

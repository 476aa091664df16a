"""Finding hazards and the posts of the house that stand above a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.findings import api as findings
from salesfloor.kernel.people import api as people
from salesfloor.trades.venue.hazards import rules
from salesfloor.trades.venue.hazards.models import Hazard

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import Actor
    from salesfloor.base.phrases import Phrase


def hazard_locked(site_id: int, number: int) -> Hazard:
    """Return the site's hazard of that number, locked to the end of the transaction.

    :raises Refused: `input` where no finding of that number is a hazard.
    """
    found = Hazard.objects.select_for_update().filter(site_id=site_id, number=number).first()
    if found is None:
        raise bad_input(phrase("There is no hazard {finding} here.", finding=number))
    return found


def hazards_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the hazards that are not closed, for a select box."""
    numbers = set(
        map(str, Hazard.objects.filter(site_id=actor.site_id or 0).values_list("number", flat=True))
    )
    return [one for one in findings.open_to_choose(actor, at) if one[0] in numbers]


def reached_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return whom a report of the site's hazards may reach by their grades, for a select box."""
    site_id = actor.site_id or 0
    above = posts_above(site_id, at)
    rows = Hazard.objects.filter(site_id=site_id, reported_at=None)
    grades = set(rows.values_list("grade", flat=True)) or {""}
    reaching = frozenset[Post]().union(*(rules.reached_by(grade, above) for grade in grades))
    codes = [code for code, _name in people.people_to_choose(actor, at)]
    posts = dict(people.Staff.objects.filter(code__in=codes).values_list("code", "post"))
    return [
        one
        for one in people.people_to_choose(actor, at)
        if Post(posts[one[0]]) in reaching and one[0] != actor.code
    ]


def posts_above(site_id: int, at: datetime) -> frozenset[Post]:
    """Return which posts of the line above a site somebody has."""
    return frozenset(rung.post for rung in people.ladder(site_id, at).rungs)

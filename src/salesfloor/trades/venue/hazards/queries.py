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
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

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


def hazards_to_report(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the hazards that are not closed, for a select box; those not reported yet come first."""
    reported = set(map(str, _numbers(actor, reported_at__isnull=False)))
    rows = _of_hazards(findings.open_to_choose(actor, at), actor)
    waiting: list[tuple[str, Phrase | str]] = [one for one in rows if one[0] not in reported]
    again = [
        (code, phrase("{hazard}, reported already", hazard=words))
        for code, words in rows
        if code in reported
    ]
    return waiting + again


def hazards_to_plan(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the hazards that one may plan now, for a select box: open, in time, of one's grade."""
    site_id = actor.site_id or 0
    grades = dict(Hazard.objects.filter(site_id=site_id).values_list("number", "grade"))
    late = findings.Finding.objects.filter(site_id=site_id, fix_by__lt=at)
    too_late = set(late.values_list("number", flat=True))
    return [
        one
        for one in _of_hazards(findings.unfixed_to_choose(actor, at), actor)
        if int(one[0]) not in too_late
        and rules.may_plan(Post(actor.post), grade=grades[int(one[0])], is_open=True)
    ]


def _of_hazards(
    rows: Iterable[tuple[str, Phrase | str]], actor: Actor
) -> list[tuple[str, Phrase | str]]:
    numbers = set(map(str, _numbers(actor)))
    return [one for one in rows if one[0] in numbers]


def _numbers(actor: Actor, **where: object) -> QuerySet[Hazard, int]:
    rows = Hazard.objects.filter(site_id=actor.site_id or 0, **where)
    return rows.values_list("number", flat=True)


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

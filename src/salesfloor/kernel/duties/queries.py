"""Asking for duties: what is due, what was missed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Final

from django.db.models import Count, IntegerField, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import end_of, start_of
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label, Reference
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.base.refusals import no_access
from salesfloor.base.texts import Code
from salesfloor.base.trades import trade_of
from salesfloor.kernel.duties.blocks import duties_of
from salesfloor.kernel.duties.commands import MEMBERS, WITH_DUTIES
from salesfloor.kernel.duties.judging import not_judged_yet
from salesfloor.kernel.duties.models import Miss
from salesfloor.kernel.duties.owing import owed_now, owing
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from django.db.models import Model, OuterRef
    from django.db.models.expressions import Combinable

    from salesfloor.base.acts import Actor
    from salesfloor.base.phrases import Phrase

MOST: Final = 500
SEE_ALL: Final = LEADERS | {Post.ADMIN, Post.QUALITY}


class DueLine(Answer):
    """A duty that is owed."""

    duty: str
    subject: str
    due_at: Instant


class MissLine(DueLine):
    """A duty that was missed, and whether it counts."""

    excused: bool
    covered: bool


class Duties(Answer):
    """Duties due, and duties missed, by due instant, duty and subject."""

    due: list[DueLine]
    missed: list[MissLine]


@question("duties", may=MEMBERS, word=phrase("Duties"), trades=WITH_DUTIES)
def duties(
    *,
    actor: SiteActor,
    at: datetime,
    who: Annotated[Code, Label("Who"), Reference("person")] | None = None,
    on: Annotated[Day, Label("Day")] | None = None,
) -> Duties:
    """Return what is due at the site and what was missed, of one person or on one day where named.

    :raises Refused: `access` for somebody else's without standing above; `input` for nobody.
    """
    if actor.post not in SEE_ALL:
        if who not in {None, actor.code}:
            raise no_access(phrase("You see your own duties."))
        who = actor.code
    if who is not None:
        people.person_here(who, actor.site_id, at)
    return Duties(due=_due(actor.site_id, at, who, on), missed=missed(actor.site_id, at, who, on))


def _due(site_id: int, at: datetime, who: str | None, on: Day | None) -> list[DueLine]:
    site = people.Site.objects.get(pk=site_id)
    moment = at if on is None else max(at, end_of(on) - timedelta(microseconds=1))
    found = [
        DueLine(duty=one.duty.code, subject=one.subject.code, due_at=one.span.due_at)
        for one in owed_now(site, moment)
        if (who is None or who in {code for _, code in owing(site, one, moment)})
        and (on is None or one.span.due_at > start_of(on))
    ]
    return sorted(found, key=lambda one: (one.due_at, one.duty, one.subject))


MISSES: Final[list[type[Model]]] = [Miss]
"""What counts as missed at a site: rows with `site_id`, `due_at`, `excused_at`, `covered_at`."""


def missed_count(site: OuterRef, since: datetime, until: datetime) -> Combinable:
    """Return how many duties of a site were missed and count, as part of a statement about sites."""
    total: Combinable = Value(0)
    for model in MISSES:
        rows: QuerySet[Model] = QuerySet(model).filter(
            site_id=site, due_at__gt=since, due_at__lte=until, excused_at=None, covered_at=None
        )
        counted = rows.order_by().values("site_id").annotate(missed=Count("pk")).values("missed")
        total += Coalesce(Subquery(counted, output_field=IntegerField()), 0)
    return total


def missed(site_id: int, at: datetime, who: str | None, on: Day | None) -> list[MissLine]:
    """Return the duties that were missed, the latest ones where there are many."""
    rows = Miss.objects.filter(site_id=site_id, due_at__lte=at)
    if who is not None:
        rows = rows.filter(who__contains=[who])
    if on is not None:
        rows = rows.filter(due_at__gt=start_of(on), due_at__lte=end_of(on))
    latest = rows.order_by("-due_at", "-duty", "-subject")[:MOST]
    found = [
        MissLine(
            duty=row.duty,
            subject=row.subject,
            due_at=row.due_at,
            excused=row.excused_at is not None,
            covered=row.covered_at is not None,
        )
        for row in reversed(latest)
    ]
    return found + _missed_just_now(site_id, at, who, on)


def _missed_just_now(site_id: int, at: datetime, who: str | None, on: Day | None) -> list[MissLine]:
    """Return what is missed and not written down yet: the answer does not wait for a worker."""
    site = people.Site.objects.get(pk=site_id)
    found = [
        MissLine(
            duty=owed.duty.code,
            subject=owed.subject.code,
            due_at=owed.span.due_at,
            excused=False,
            covered=False,
        )
        for owed, owing_it in not_judged_yet(site, at)
        if (who is None or who in {code for _, code in owing_it})
        and (on is None or start_of(on) < owed.span.due_at <= end_of(on))
    ]
    return sorted(found, key=lambda one: (one.due_at, one.duty, one.subject))


def duties_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the duties that sites of the trade can have, for a select box."""
    del at
    if actor.site_id is None:
        return []
    return [(code, duty.words) for code, duty in duties_of(trade_of(actor.site_id)).items()]

"""Talks as a list: those kept lately for who leads, all of one's own for the person (4.4.2)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS
from salesfloor.floor.results import api as results
from salesfloor.floor.tracking.models import Talk
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.lists import DAY, NUMBER, PERSON_CODE, Column, Empty, List, Period

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.web.lists import Asked


def talks_seen(asked: Asked) -> QuerySet[Talk]:
    """Return one's own talks, and of those below the ones that are not forgotten yet."""
    actor = results.staff_actor(asked.actor)
    rows = Talk.objects.filter(site_id=actor.site_id)
    own = Q(staff_id=actor.staff_id)
    sight = results.sight_of(actor, asked.at)
    if actor.post not in LEADERS and not sight.leads:
        return rows.filter(own)
    days = rulebook.policies(actor.site_id, asked.at)["talk.forget_days"]
    lately = Q(at__gt=asked.at - timedelta(days=days))
    if sight.everybody:
        return rows.filter(own | lately)
    here = people.working_at(actor.site_id, asked.at).values_list("pk", flat=True)
    seen = [staff_id for staff_id in here if sight.sees(staff_id)]
    return rows.filter(own | (lately & Q(staff_id__in=seen)))


def _code(row: Talk, _asked: Asked) -> str:
    return people.codes_of([row.staff_id]).get(row.staff_id, "")


TALKS: Final = List(
    "talks",
    phrase("Talks"),
    may=results.MEMBERS,
    rows=talks_seen,
    order=("-at", "-pk"),
    columns=(
        Column(phrase("No."), "number", NUMBER),
        Column(phrase("With"), _code, PERSON_CODE, is_main=True),
        Column(phrase("When"), "at", DAY),
        Column(phrase("Noted by"), "by", PERSON_CODE),
        Column(phrase("What was said"), "words"),
        Column(phrase("The person's words"), "said"),
    ),
    filters=(Period("at"),),
    empty=Empty(
        phrase("No talks"),
        phrase("A talk leaves this list after some time; the person keeps it."),
        clause="4.4.2",
    ),
)

"""What customers thought of their visits, as a list: one's own, the team's, the site's (7.2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import phrase
from salesfloor.floor.manners.models import Rating
from salesfloor.floor.manners.queries import averages
from salesfloor.floor.results import api as results
from salesfloor.kernel.people import api as people
from salesfloor.web.directory import names_by_id
from salesfloor.web.lists import (
    MOMENT,
    NUMBER,
    PERSON,
    SENTENCE,
    Asked,
    Column,
    Empty,
    List,
    Period,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _rows(asked: Asked) -> QuerySet[Rating]:
    seen = people.seen_by(asked.actor).values("pk")
    return Rating.objects.filter(site_id=asked.site_id, staff_id__in=seen)


def _also(asked: Asked) -> dict[str, Any]:
    found = averages(_rows(asked).values_list("staff_id", flat=True).distinct())
    names = names_by_id(found)
    shown = [(names.get(one, ""), f"{mean:.1f}", n) for one, (mean, n) in found.items()]
    return {"averages": sorted(shown)}


RATINGS: Final = List(
    "ratings",
    phrase("What customers thought"),
    may=results.MEMBERS,
    rows=_rows,
    order=("-at", "-pk"),
    columns=(
        Column(
            phrase("Score"),
            "score",
            NUMBER,
            link=("reception:one", "reception_id"),
            is_main=True,
        ),
        Column(phrase("Received by"), "staff_id", PERSON),
        Column(phrase("When"), "at", MOMENT),
        Column(phrase("Words"), "words", SENTENCE),
    ),
    filters=(Period("at"),),
    empty=Empty(phrase("Nobody has rated a visit yet"), icon="ti-star"),
    template="manners/ratings.html",
    also=_also,
)

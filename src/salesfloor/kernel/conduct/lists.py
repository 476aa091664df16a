"""What is on record, as a list: one's own, the team's, the site's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import LEADERS
from salesfloor.base.trades import trade_of
from salesfloor.kernel.conduct.commands.observing import MEMBERS
from salesfloor.kernel.conduct.items import item_of
from salesfloor.kernel.conduct.models import OTHER_MATTERS, Record, State
from salesfloor.kernel.conduct.queries import points_of
from salesfloor.kernel.people import api as people
from salesfloor.web.lists import (
    CLAUSE,
    MOMENT,
    NUMBER,
    PERSON,
    SENTENCE,
    Asked,
    Column,
    Empty,
    List,
    OneOf,
    Period,
    choice,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor


def records_seen_by(actor: Actor) -> QuerySet[Record]:
    """Return the records of the site that somebody sees."""
    seen = people.seen_by(actor).values("pk")
    rows = Record.objects.filter(site_id=actor.site_id or 0, staff_id__in=seen)
    return rows.exclude(item__in=OTHER_MATTERS)


def words_of(row: Record) -> Phrase:
    """Return what a record is about."""
    item = item_of(row.item, trade_of(row.site_id))
    return item.words if item else Phrase(row.item)


def _also(asked: Asked) -> dict[str, Any]:
    own = Record.objects.filter(site_id=asked.site_id, staff_id=asked.actor.staff_id or 0)
    return {
        "points": points_of(own, asked.site_id, asked.at),
        "may_note": asked.actor.post in LEADERS,
    }


CONDUCT: Final = List(
    "conduct",
    phrase("Conduct"),
    may=MEMBERS,
    rows=lambda asked: records_seen_by(asked.actor),
    order=("-number",),
    columns=(
        Column(
            phrase("What"),
            lambda row, _asked: words_of(row),
            SENTENCE,
            link=("conduct:record", "number"),
            is_main=True,
        ),
        Column(phrase("Who"), "staff_id", PERSON),
        Column(phrase("When"), "at", MOMENT),
        Column(phrase("Points"), "points", NUMBER),
        Column(phrase("State"), "state", choice(State, {"appealed": "note"})),
        Column(phrase("Clause"), "clause", CLAUSE),
    ),
    filters=(OneOf("state", phrase("State"), State.pairs()), Period("at")),
    empty=Empty(phrase("Nothing on record"), icon="ti-mood-happy"),
    template="conduct/conduct.html",
    also=_also,
)

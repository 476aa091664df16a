"""Who warms to what, as a list (9.2.1.4)."""

from __future__ import annotations

from typing import Any, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.floor.particulars.models import Interest
from salesfloor.floor.particulars.permissions import INTERESTS
from salesfloor.floor.particulars.queries.interests import seen_by
from salesfloor.floor.particulars.wishes import said_tag
from salesfloor.web.lists import (
    MOMENT,
    PERSON_CODE,
    SENTENCE,
    TEXT,
    Asked,
    Column,
    Empty,
    List,
    OneOf,
    Period,
)

HOW_MUCH: Final = {
    1: phrase("A little"),
    2: phrase("Quite"),
    3: phrase("Very much"),
}


def tags_of(site_id: int) -> list[tuple[str, str]]:
    """Return what is marked at a site, with its words."""
    rows = Interest.objects.filter(site_id=site_id).order_by("tag")
    return [(tag, said_tag(tag)) for tag in rows.values_list("tag", flat=True).distinct()]


def _how_much(row: Any, _asked: Asked) -> Phrase:  # noqa: ANN401 - a row with its customer
    return HOW_MUCH[row.weight]


INTERESTED: Final = List(
    "interested",
    phrase("Who warms to what"),
    may=INTERESTS,
    rows=lambda asked: seen_by(asked.actor, asked.at),
    order=("-at", "-pk"),
    columns=(
        Column(
            phrase("Customer"),
            "customer_name",
            TEXT,
            link=("customers:customer", "customer_pk"),
            is_main=True,
            otherwise="—",
        ),
        Column(phrase("What they like"), lambda row, _asked: said_tag(row.tag)),
        Column(phrase("How much"), _how_much, SENTENCE),
        Column(phrase("Marked by"), "by", PERSON_CODE),
        Column(phrase("On"), "at", MOMENT),
    ),
    filters=(
        OneOf("tag", phrase("What they like"), lambda asked: tags_of(asked.site_id)),
        OneOf("weight", phrase("How much"), tuple(HOW_MUCH.items())),
        Period("at"),
    ),
    empty=Empty(
        phrase("Nothing marked yet"),
        phrase("Mark on a customer's page what they warm to, as you present."),
        icon="ti-star",
    ),
    clause="9.2.1.4",
)

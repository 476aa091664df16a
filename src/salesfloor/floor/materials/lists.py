"""Materials as a list, and what was handed out with its openings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Count

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.floor.materials.choices import Way
from salesfloor.floor.materials.models import HandOut, Material
from salesfloor.web.lists import (
    DAY,
    MOMENT,
    NUMBER,
    PERSON,
    PHONE,
    Column,
    Empty,
    Flag,
    List,
    OneOf,
    Period,
    choice,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.web.lists import Asked

READERS: Final = LEADERS | {Post.SALESPERSON, Post.ADMIN}


def _given(asked: Asked) -> QuerySet[HandOut]:
    """Return what was handed out by the person; by everybody for those who run the site."""
    rows = HandOut.objects.filter(site_id=asked.actor.site_id or 0).annotate(
        opened=Count("openings")
    )
    if asked.actor.post in MANAGERS:
        return rows
    return rows.filter(staff_id=asked.actor.staff_id or 0)


MATERIALS: Final = List(
    "materials",
    phrase("Materials"),
    may=READERS,
    rows=lambda asked: Material.objects.filter(site_id=asked.actor.site_id or 0, withdrawn_at=None),
    order=("code",),
    columns=(
        Column(phrase("Title"), "title", is_main=True, link=("materials:material", "pk")),
        Column(phrase("Code"), "code"),
        Column(phrase("Source"), "source"),
        Column(phrase("Published"), "published_at", MOMENT),
    ),
    filters=(Flag("is_internal", phrase("For the house alone")),),
    empty=Empty(phrase("No materials"), phrase("The manager publishes what customers may read.")),
    template="materials/materials.html",
)
GIVEN: Final = List(
    "given_materials",
    phrase("Given to customers"),
    may=READERS,
    rows=_given,
    order=("-at", "-pk"),
    columns=(
        Column(
            phrase("Customer"), "phone", PHONE, is_main=True, link=("materials:given_one", "pk")
        ),
        Column(phrase("How"), "how", choice(Way)),
        Column(phrase("Time"), "at", MOMENT),
        Column(phrase("Holds until"), "until_on", DAY),
        Column(phrase("Openings"), "opened", NUMBER),
        Column(phrase("By"), "staff_id", PERSON),
    ),
    filters=(OneOf("how", phrase("How"), Way.pairs()), Period("at")),
    empty=Empty(
        phrase("Nothing was handed out"),
        phrase("Give a customer who has not bought yet a full set to consider."),
    ),
)

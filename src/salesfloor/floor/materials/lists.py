"""Materials as a list, and what was handed out with its openings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Count, Q

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.floor.customers import api as customers
from salesfloor.floor.materials.choices import Way
from salesfloor.floor.materials.models import HandOut, Material
from salesfloor.kernel.people import api as people
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
    from salesfloor.web.requests import StaffRequest

READERS: Final = LEADERS | {Post.SALESPERSON, Post.ADMIN}


def given_seen_by(asked: Asked | StaffRequest) -> QuerySet[HandOut]:
    """Return what was handed out by the person or by the lead's team, to own customers; managers see all."""
    actor = asked.actor
    rows = HandOut.objects.filter(site_id=actor.site_id or 0).annotate(opened=Count("openings"))
    if actor.post in MANAGERS:
        return rows
    people_seen = people.Staff.objects.filter(pk=actor.staff_id or 0)
    if actor.post is Post.LEAD:
        teams = people_seen.exclude(team=None).values("team_id")
        people_seen = people_seen | people.Staff.objects.filter(team_id__in=teams, left_at=None)
    claims = customers.Claim.objects.filter(
        site_id=actor.site_id or 0,
        owner_id__in=people_seen.values("pk"),
        ended_at=None,
        lapses_at__gt=asked.at,
    )
    return rows.filter(
        Q(staff_id__in=people_seen.values("pk")) | Q(phone__in=claims.values("phone"))
    )


def _also(asked: Asked) -> dict[str, bool]:
    """Tell which buttons the reader finds: those who receive hand out, those who run the site publish."""
    return {
        "publishes": asked.actor.post in MANAGERS,
        "hands_out": asked.actor.post in {Post.SALESPERSON, Post.LEAD},
    }


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
    also=_also,
)
GIVEN: Final = List(
    "given_materials",
    phrase("Given to customers"),
    may=READERS,
    rows=given_seen_by,
    order=("-at", "-pk"),
    columns=(
        Column(
            phrase("Customer"), "phone", PHONE, is_main=True, link=("materials:given_one", "pk")
        ),
        Column(phrase("How"), "how", choice(Way)),
        Column(phrase("Time"), "at", MOMENT),
        Column(phrase("Holds until"), "until_on", DAY),
        Column(phrase("Openings"), "opened", NUMBER),
        Column(phrase("Handed out by"), "staff_id", PERSON),
    ),
    filters=(OneOf("how", phrase("How"), Way.pairs()), Period("at")),
    empty=Empty(
        phrase("Nothing was handed out"),
        phrase("Give a customer who has not bought yet a full set to consider."),
    ),
)

"""Deals as a list: units, customers, stages, what comes next by when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base.phones import normal_phone
from salesfloor.base.phrases import phrase
from salesfloor.floor.deals.choices import DealState, Stage
from salesfloor.floor.deals.sight import READERS, name_of, seen_by, with_names
from salesfloor.web.lists import (
    DAY,
    MOMENT,
    MONEY,
    PERSON,
    PHONE,
    Column,
    Empty,
    List,
    OneOf,
    Period,
    Search,
    choice,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.floor.deals.models import Deal

_MARKS: Final = {"open": "note", "done": "good", "cancelled": "bad", "void": "bad"}


def _found(rows: QuerySet[Deal], typed: str) -> QuerySet[Deal]:
    """Return the deals for units whose code has what was typed, or of that phone in full."""
    number = normal_phone(typed)
    wanted = Q(unit__icontains=typed)
    return rows.filter(wanted if number is None else wanted | Q(phone=number))


DEALS: Final = List(
    "deals",
    phrase("Deals"),
    may=READERS,
    rows=lambda asked: with_names(seen_by(asked.actor)),
    order=("-number",),
    columns=(
        Column(phrase("Unit"), "unit", link=("deals:deal", "number"), is_main=True),
        Column(phrase("Customer"), lambda row, asked: name_of(asked.actor, row)),
        Column(phrase("Phone"), "phone", PHONE),
        Column(phrase("Owner"), "owner_id", PERSON),
        Column(phrase("List price"), "list_price_fen", MONEY),
        Column(phrase("Comes next"), "next_stage", choice(Stage)),
        Column(phrase("Due on"), "next_due_on", DAY),
        Column(phrase("First payment"), "opened_at", MOMENT),
        Column(phrase("State"), "state", choice(DealState, _MARKS)),
    ),
    filters=(
        Search("unit", phrase("Unit or phone"), narrows=_found),
        OneOf("state", phrase("State"), DealState.pairs()),
        OneOf("next_stage", phrase("Comes next"), Stage.pairs()),
        Period("opened_at"),
    ),
    empty=Empty(
        phrase("No deals here"),
        phrase("The first payment for a unit opens its deal."),
        "ti-home-dollar",
        "3.5.5",
    ),
    template="deals/deals.html",
)

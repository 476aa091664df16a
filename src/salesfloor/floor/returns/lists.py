"""Goods in stock, and returns by where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import OuterRef, Subquery

from salesfloor.base.phrases import phrase
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.returns.choices import Cause, Decision, Remedy
from salesfloor.floor.returns.models import Return
from salesfloor.floor.returns.permissions import COUNTER
from salesfloor.web.lists import (
    MOMENT,
    MONEY,
    NUMBER,
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


def _returns(asked: Asked) -> QuerySet[Return]:
    """Return the returns of the site, each with the name of the goods."""
    named = catalogue.Goods.objects.filter(site_id=OuterRef("site_id"), code=OuterRef("goods"))
    rows = Return.objects.filter(site_id=asked.actor.site_id or 0)
    return rows.annotate(goods_name=Subquery(named.values("name")[:1]))


RETURNS: Final = List(
    "returns",
    phrase("Returns"),
    may=COUNTER,
    rows=_returns,
    order=("-number",),
    columns=(
        Column(phrase("Return"), "number", NUMBER, link=("returns:return", "number"), is_main=True),
        Column(phrase("Goods"), lambda row, _asked: row.goods_name or row.goods),
        Column(phrase("Pieces"), "qty", NUMBER),
        Column(phrase("Cause"), "cause", choice(Cause)),
        Column(phrase("What the customer wants"), "wish", choice(Remedy)),
        Column(phrase("Price paid"), "amount_fen", MONEY),
        Column(phrase("Time"), "at", MOMENT),
        Column(phrase("Decision"), "decision", choice(Decision, {"refuse": "bad"})),
        Column(phrase("Settled"), "settled_at", MOMENT),
    ),
    filters=(
        OneOf("cause", phrase("Cause"), Cause.pairs()),
        OneOf("decision", phrase("Decision"), Decision.pairs()),
        Period("at"),
    ),
    empty=Empty(
        phrase("No returns"), phrase("A return starts from the sale: by its number, and the goods.")
    ),
    template="returns/returns.html",
)
GOODS: Final = List(
    "goods",
    phrase("Goods"),
    may=COUNTER,
    rows=lambda asked: catalogue.Goods.objects.filter(site_id=asked.actor.site_id or 0),
    order=("code",),
    columns=(
        Column(phrase("Goods"), "name", is_main=True),
        Column(phrase("Code"), "code"),
        Column(phrase("Price in yuan"), "price_fen", MONEY),
        Column(phrase("In stock"), "stock", NUMBER),
        Column(phrase("Warranty in days"), "warranty_days", NUMBER),
    ),
    empty=Empty(phrase("No goods"), phrase("Goods are entered with price, stock and warranty.")),
    template="returns/goods.html",
)

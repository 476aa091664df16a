"""Goods in stock, and returns by where they stand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Count, OuterRef, Q, Subquery

from salesfloor.base.phones import normal_phone
from salesfloor.base.phrases import phrase
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.returns.choices import Cause, Decision, Remedy
from salesfloor.floor.returns.models import Return, Sale, SaleItem
from salesfloor.floor.returns.permissions import COUNTER
from salesfloor.web.charts import Chart, Series
from salesfloor.web.lists import (
    MOMENT,
    MONEY,
    NUMBER,
    PERSON_CODE,
    PHONE,
    Asked,
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

DAYS: Final = 365
"""How many days back the picture of causes looks."""
LONGEST_NUMBER: Final = 9
"""Digits of a number of a sale or receipt."""


def _returns(asked: Asked) -> QuerySet[Return]:
    """Return the returns of the site, each with the name of the goods."""
    named = catalogue.Goods.objects.filter(site_id=OuterRef("site_id"), code=OuterRef("goods"))
    rows = Return.objects.filter(site_id=asked.actor.site_id or 0)
    return rows.annotate(goods_name=Subquery(named.values("name")[:1]))


def _causes(asked: Asked) -> dict[str, Any]:
    """Return why goods came back in a year as a picture, and what was decided; nothing without returns."""
    since = asked.at - timedelta(days=DAYS)
    rows = Return.objects.filter(site_id=asked.actor.site_id or 0, at__gt=since)
    tally = rows.order_by().values_list("cause", "decision").annotate(n=Count("pk"))
    counted = {(cause, decision): n for cause, decision, n in tally}
    if not counted:
        return {}
    by_cause = {one: sum(n for (why, _), n in counted.items() if why == one) for one in Cause}
    first = max(by_cause, key=lambda one: by_cause[one])
    refused = sum(n for (_, decided), n in counted.items() if decided == Decision.REFUSE)
    decisions = [*((one.value, one.label) for one in Decision), ("", phrase("Not decided yet"))]
    chart = Chart(
        phrase("Returns of a year by cause"),
        [one.label for one in Cause],
        [
            Series(label, [counted.get((one.value, code), 0) for one in Cause])
            for code, label in decisions
            if any(decided == code for _, decided in counted)
        ],
        kind="bars",
        is_stacked=True,
    )
    says = phrase(
        "Most often: {cause}, {count} of {all} returns. Refused: {refused}.",
        cause=first.label,
        count=by_cause[first],
        all=sum(counted.values()),
        refused=refused,
    )
    return {"causes": chart, "says": says}


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
    also=_causes,
)


def _sales(asked: Asked) -> QuerySet[Sale]:
    """Return the sales of the site, each with what was sold."""
    rows = Sale.objects.filter(site_id=asked.actor.site_id or 0)
    return rows.annotate(sold=StringAgg("items__goods", ", ", order_by="items__goods"))


def _found(rows: QuerySet[Sale], typed: str) -> QuerySet[Sale]:
    """Return the sales of that number, that phone, or with goods of that code or name."""
    named = catalogue.Goods.objects.filter(
        Q(name__icontains=typed) | Q(code__icontains=typed), site_id=OuterRef("sale__site_id")
    )
    items = SaleItem.objects.filter(goods__in=named.values("code"))
    wanted = Q(pk__in=items.values("sale_id"))
    number = normal_phone(typed)
    if number is not None:
        wanted |= Q(phone=number)
    if typed.isdecimal() and len(typed) <= LONGEST_NUMBER:
        wanted |= Q(number=int(typed)) | Q(receipt_no=int(typed))
    return rows.filter(wanted)


SALES: Final = List(
    "sales",
    phrase("Sales"),
    may=COUNTER,
    rows=_sales,
    order=("-number",),
    columns=(
        Column(phrase("Sale"), "number", NUMBER, link=("returns:sale", "number"), is_main=True),
        Column(phrase("Goods"), "sold"),
        Column(phrase("Sum"), "total_fen", MONEY),
        Column(phrase("Phone"), "phone", PHONE),
        Column(phrase("Sold by"), "seller", PERSON_CODE),
        Column(phrase("Time"), "at", MOMENT),
        Column(phrase("Voided at"), "void_at", MOMENT),
    ),
    filters=(
        Search("q", phrase("Number of sale or receipt, phone, goods"), narrows=_found),
        Period("at"),
    ),
    empty=Empty(
        phrase("No sales"), phrase("Finance sells at the counter; each sale has its receipt.")
    ),
    template="returns/sales.html",
    clause="9.7.1.1",
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

"""Assets and work orders as lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import phrase
from salesfloor.kernel.assets.models import Asset, AssetKind, OrderStatus, Urgency, WorkOrder
from salesfloor.kernel.assets.queries import READERS
from salesfloor.kernel.assets.register import in_use
from salesfloor.web.lists import (
    DAY,
    MOMENT,
    PERSON_CODE,
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


def _orders(asked: Asked) -> QuerySet[WorkOrder]:
    rows = WorkOrder.objects.select_related("asset", "place")
    return rows.filter(site_id=asked.site_id, struck_at=None)


def _thing(row: WorkOrder, _asked: Asked) -> Any:  # noqa: ANN401 - a cell
    return row.asset.name if row.asset else row.place.name if row.place else ""


def _assets(asked: Asked) -> QuerySet[Asset]:
    return in_use(asked.site_id, asked.at).select_related("place")


WORK_ORDERS: Final = List(
    "work-orders",
    phrase("Work orders"),
    may=READERS,
    rows=_orders,
    order=("-number",),
    columns=(
        Column(phrase("Work order"), "text", link=("assets:work_order", "number"), is_main=True),
        Column(phrase("What or where"), _thing),
        Column(phrase("Urgency"), "urgency", choice(Urgency, {"urgent": "bad"})),
        Column(phrase("Status"), "status", choice(OrderStatus, {"accepted": "good"})),
        Column(phrase("Reported"), "reported_at", MOMENT),
        Column(phrase("Answer by"), "answer_by", MOMENT),
        Column(phrase("Assigned to"), "assigned_to", PERSON_CODE),
    ),
    filters=(
        OneOf("status", phrase("Status"), OrderStatus.pairs()),
        OneOf("urgency", phrase("Urgency"), Urgency.pairs()),
        Period("reported_at"),
    ),
    empty=Empty(
        phrase("No work orders"),
        phrase("A fault that is reported stands here until it is accepted."),
    ),
    template="assets/work_orders.html",
)
ASSETS: Final = List(
    "assets",
    phrase("Assets"),
    may=READERS,
    rows=_assets,
    order=("code",),
    columns=(
        Column(phrase("Asset"), "name", link=("assets:asset", "code"), is_main=True),
        Column(phrase("Code"), "code"),
        Column(phrase("Kind"), "kind", choice(AssetKind)),
        Column(phrase("Place"), "place.name"),
        Column(phrase("Serial number"), "serial"),
        Column(phrase("Bought on"), "bought_on", DAY),
        Column(phrase("Keeper"), "keeper", PERSON_CODE),
    ),
    filters=(OneOf("kind", phrase("Kind"), AssetKind.pairs()),),
    empty=Empty(phrase("No assets"), phrase("What belongs to the site stands here, by its label.")),
    template="assets/assets.html",
)

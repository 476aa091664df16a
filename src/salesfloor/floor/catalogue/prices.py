"""What a unit costs on a day: the latest list that holds by then, by recording among equals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db.models import OuterRef, Subquery

from salesfloor.base.sql import fetch_one
from salesfloor.floor.catalogue.models import Price, PriceList

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_PRICE: Final = """
    SELECT price_fen FROM catalogue_price WHERE unit_id = %s AND from_on <= %s
    ORDER BY from_on DESC, id DESC LIMIT 1
"""


def price_subquery(day: date) -> Subquery:
    """Return the price of each unit on a day, for a query over units."""
    rows = Price.objects.filter(unit_id=OuterRef("pk"), from_on__lte=day)
    return Subquery(rows.order_by("-from_on", "-pk").values("price_fen")[:1])


def price_on(unit_id: int, day: date) -> int | None:
    """Return what a unit costs on a day, in fen; None before its first price."""
    row = fetch_one(_PRICE, (unit_id, day))
    return row[0] if row else None


def prices_on(unit_ids: Iterable[int], day: date) -> dict[int, int]:
    """Return what units cost on a day, in fen, in one query."""
    rows = Price.objects.filter(unit_id__in=list(unit_ids), from_on__lte=day)
    newest = rows.order_by("unit_id", "-from_on", "-pk").distinct("unit_id")
    return dict(newest.values_list("unit_id", "price_fen"))


def history(unit_id: int) -> list[Price]:
    """Return every price of a unit, the one recorded last first."""
    rows = Price.objects.filter(unit_id=unit_id).select_related("price_list")
    return list(rows.order_by("-from_on", "-pk"))


def is_permitted(unit_id: int) -> bool:
    """Tell whether some price list that names its permit has the unit (`sale.needs_permit`)."""
    lists = PriceList.objects.exclude(permit="")
    return Price.objects.filter(unit_id=unit_id, price_list__in=lists).exists()

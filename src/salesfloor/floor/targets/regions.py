"""Targets of a sales region (1.1.3, 1.2.5): what they count, and who knows the market that fills them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final, Protocol

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade, trade_of
from salesfloor.kernel.places import api as places

if TYPE_CHECKING:
    from datetime import date

    from salesfloor.floor.targets.models import Target


class Shipped(Choice):
    """What a region's target counts: shipments less what was taken back."""

    MONEY = "money", phrase("Money")
    QUANTITY = "quantity", phrase("Quantity")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a region's market from day to day; None and no areas mean all of it."""

    site_id: int
    first: date
    last: date
    areas: frozenset[str] | None = None
    item: str | None = None
    dealer: str | None = None
    staff_id: int | None = None
    """Whose dealers: those responsible on the day shipped."""


class Market(Protocol):
    """What knows dealers, products and shipments of the regions."""

    def has_item(self, code: str) -> bool:
        """Tell whether there is a product or brand of that code."""

    def has_dealer(self, code: str, site_id: int) -> bool:
        """Tell whether the region has a dealer of that code."""

    def has_contract(self, code: str, site_id: int, day: date) -> bool:
        """Tell whether a contract of the dealer runs on a day."""

    def shipped(self, share: Share, measure: Shipped) -> int:
        """Return what was shipped less what was taken back: fen, or units."""


class _NoMarket:
    """A house without dealers and products: nothing is known, nothing was shipped."""

    def has_item(self, code: str) -> bool:
        del code
        return False

    def has_dealer(self, code: str, site_id: int) -> bool:
        del code, site_id
        return False

    def has_contract(self, code: str, site_id: int, day: date) -> bool:
        del code, site_id, day
        return False

    def shipped(self, share: Share, measure: Shipped) -> int:
        del share, measure
        return 0


_MARKET: Final[list[Market]] = [_NoMarket()]


def use_market(market: Market) -> None:
    """Name what knows dealers, products and shipments; the trade of distribution provides it."""
    _MARKET[:] = [market]


def market() -> Market:
    """Return what knows dealers, products and shipments."""
    return _MARKET[0]


def is_region(site_id: int) -> bool:
    """Tell whether a site sells through dealers."""
    return trade_of(site_id) is Trade.DISTRIBUTION


def reached(row: Target, last: date) -> Fraction:
    """Return what was shipped of a region's target from its first day to a day."""
    if last < row.first:
        return Fraction()
    areas = None
    if row.place:
        areas = frozenset(one.code for one in places.areas_of(places.place_of(row.place)))
    share = Share(
        site_id=row.site_id,
        first=row.first,
        last=last,
        areas=areas,
        item=row.item or None,
        dealer=row.dealer or None,
        staff_id=row.staff_id,
    )
    return Fraction(market().shipped(share, Shipped(row.measure)))

"""The trades of a site; the words on its screens, its pages and its commands follow from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Callable


class Trade(Choice):
    """The kind of business of a site."""

    REAL_ESTATE = "real_estate", phrase("Property sales")
    SHOWROOM = "showroom", phrase("Showroom sales")
    BANK_CARDS = "bank_cards", phrase("Bank cards")
    DISTRIBUTION = "distribution", phrase("Distribution")
    SERVICE_AREA = "service_area", phrase("Service areas")
    PHARMA = "pharma", phrase("Medicines")
    EVENT = "event", phrase("Promotion days")


WITH_ROTATION: Final = frozenset({Trade.REAL_ESTATE, Trade.SHOWROOM, Trade.BANK_CARDS})
"""Trades whose sites receive customers in turn."""
WITH_FLOOR: Final = frozenset({Trade.REAL_ESTATE, Trade.SHOWROOM})
"""Trades that live by who comes in: the floor stands on Today and in the bars. A card centre may receive
people, too, and finds those pages by the search."""
WITH_DEALS: Final = frozenset({Trade.REAL_ESTATE, Trade.SHOWROOM})
"""Trades in which somebody recommends, takes deposits and signs agreements."""
ROUND_THE_CLOCK: Final = frozenset({Trade.DISTRIBUTION, Trade.SERVICE_AREA})
"""Trades whose sites may stay open day and night: they open and close at the same hour."""

_TRADE_OF: Final[list[Callable[[int], Trade]]] = []


def use_trades(source: Callable[[int], Trade]) -> None:
    """Name how the trade of a site is found; the people module provides it."""
    _TRADE_OF[:] = [source]


def trade_of(site_id: int) -> Trade:
    """Return the trade of a site."""
    return _TRADE_OF[0](site_id)

"""The sheet of a layout: exactly the five indicators, of one unit that is for sale (5.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.floor.advice import facts, scoring
from salesfloor.floor.catalogue import api as catalogue

if TYPE_CHECKING:
    from datetime import datetime


class Sheet(Answer):
    """The five indicators of the unit for sale with the lowest price of today; null is not known."""

    rooms: int | None
    area: str
    orientation: str | None
    position: str | None
    price: str | None
    meets: dict[str, bool | None]


def sheet_of(site_id: int, phone: str, layout: str, at: datetime) -> Sheet | None:
    """Return the sheet of a layout for a customer; None for goods, which have none.

    :raises Refused: `input` for a layout without a unit for sale, or goods out of stock.
    """
    offers = facts.offers_of(site_id, day_of(at), layout=layout)
    if not offers:
        raise bad_input(phrase("Nothing of {layout} is for sale now.", layout=layout))
    best = facts.best_of(offers)
    if not best.is_unit:
        return None
    unit = catalogue.unit_of(site_id, best.code)
    described = catalogue.Layout.objects.filter(site_id=site_id, name=layout).first()
    position = unit.position or ("" if described is None else described.position)
    return Sheet(
        rooms=best.rooms,
        area=f"{best.area:.2f}",
        orientation=best.orientation or None,
        position=position or None,
        price=None if best.price_fen is None else yuan(best.price_fen),
        meets=scoring.meets(best, facts.wanted_by(site_id, phone)),
    )

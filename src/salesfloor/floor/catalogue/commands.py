"""Listing units."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.codes import NewCode
from salesfloor.base.commands import Actor, about, command
from salesfloor.base.money import Fen
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, SET_UP
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import RequiredLine
from salesfloor.floor.catalogue.models import Unit
from salesfloor.kernel.registers import api as registers

Area = Annotated[Decimal, Field(gt=0, max_digits=9, decimal_places=2)]


class UnitListed(Answer):
    """Answer of `unit`."""

    unit: str


@command(
    "unit",
    may=SET_UP | MANAGERS,
    word=phrase("Enter a unit"),
)
def list_unit(
    *, actor: Actor, at: datetime, code: NewCode, layout: RequiredLine, area: Area, price: Fen
) -> UnitListed:
    """Put a unit on the site's price list: area in square metres, total price in yuan.

    :raises Refused: `input` for a code in use.
    """
    site_id = registers.site_of(actor)
    if Unit.objects.filter(site_id=site_id, code__iexact=code).exists():
        raise bad_input(phrase("There is a unit with the code {code} already.", code=code))
    Unit.objects.create(
        site_id=site_id,
        code=code,
        layout=layout,
        area=area,
        price_fen=price,
        listed_at=at,
        listed_by=actor.code,
    )
    about(f"unit:{code}")
    return UnitListed(unit=code)

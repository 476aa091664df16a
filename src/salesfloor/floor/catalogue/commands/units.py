"""Entering units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.codes import NewCode
from salesfloor.base.commands import SiteActor, about, board_changed, command
from salesfloor.base.labels import Label
from salesfloor.base.money import Fen
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, SET_UP
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Line, RequiredLine
from salesfloor.floor.catalogue.choices import FirstState, UnitState
from salesfloor.floor.catalogue.models import Price, Unit

Area = Annotated[
    Decimal, Field(gt=0, max_digits=9, decimal_places=2), Label("Area in square metres")
]
InnerArea = Annotated[
    Decimal, Field(gt=0, max_digits=9, decimal_places=2), Label("Area inside in square metres")
]
Storey = Annotated[int, Field(ge=-9, le=300), Label("Storey")]
LayoutName = Annotated[RequiredLine, Label("Layout")]
Orientation = Annotated[Line, Label("Orientation")]
Position = Annotated[Line, Label("Position")]


class UnitListed(Answer):
    """Answer of `unit`."""

    unit: str


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """What is known of a unit when it is entered."""

    code: str
    layout: str
    area: Decimal
    price_fen: int
    building: str = ""
    stair: str = ""
    floor: int | None = None
    room: str = ""
    inner_area: Decimal | None = None
    orientation: str = ""
    position: str = ""
    note: str = ""
    bottom_price_fen: int | None = None
    state: UnitState = UnitState.AVAILABLE


def enter(site_id: int, facts: UnitFacts, *, at: datetime, by: str) -> Unit:
    """Enter a unit with its first price, which holds from its own day.

    :raises Refused: `input` for a code in use.
    """
    if Unit.objects.filter(site_id=site_id, code__iexact=facts.code).exists():
        raise bad_input(phrase("There is a unit with the code {code} already.", code=facts.code))
    unit = Unit.objects.create(
        site_id=site_id,
        code=facts.code,
        layout=facts.layout,
        area=facts.area,
        building=facts.building,
        stair=facts.stair,
        floor=facts.floor,
        room=facts.room,
        inner_area=facts.inner_area,
        orientation=facts.orientation,
        position=facts.position,
        note=facts.note,
        bottom_price_fen=facts.bottom_price_fen,
        state=facts.state,
        state_since=at,
        listed_at=at,
        listed_by=by,
    )
    Price.objects.create(unit=unit, from_on=day_of(at), price_fen=facts.price_fen)
    board_changed()
    return unit


@command(
    "unit",
    without_by=True,
    may=SET_UP | MANAGERS,
    word=phrase("Enter a unit"),
)
def list_unit(
    *,
    actor: SiteActor,
    at: datetime,
    code: Annotated[NewCode, Label("Code")],
    layout: LayoutName,
    area: Area,
    price: Annotated[Fen, Label("Total price in yuan")],
    building: Annotated[Line, Label("Building")] = "",
    stair: Annotated[Line, Label("Stair")] = "",
    floor: Storey | None = None,
    room: Annotated[Line, Label("Room number")] = "",
    inner_area: InnerArea | None = None,
    orientation: Orientation = "",
    position: Position = "",
    note: Annotated[Line, Label("Note")] = "",
    bottom_price: Annotated[Fen, Label("Lowest price in yuan, for managers' eyes")] | None = None,
    state: Annotated[FirstState, Label("State")] = FirstState.AVAILABLE,
) -> UnitListed:
    """Put a unit on the site's price list: area in square metres, total price in yuan.

    :raises Refused: `input` for a code in use.
    """
    facts = UnitFacts(
        code=code,
        layout=layout,
        area=area,
        price_fen=price,
        building=building,
        stair=stair,
        floor=floor,
        room=room,
        inner_area=inner_area,
        orientation=orientation,
        position=position,
        note=note,
        bottom_price_fen=bottom_price,
        state=UnitState(state),
    )
    unit = enter(actor.site_id, facts, at=at, by=actor.code)
    about(f"unit:{unit.code}")
    return UnitListed(unit=unit.code)

"""What is for sale: the state of a unit, and the price board (销控表)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import day_of
from salesfloor.base.choices import label_of
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.labels import Label
from salesfloor.base.money import yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.texts import Line
from salesfloor.floor.catalogue import rules
from salesfloor.floor.catalogue.choices import UnitState
from salesfloor.floor.catalogue.commands.withholding import UnitCode
from salesfloor.floor.catalogue.models import Goods, Layout, Unit
from salesfloor.floor.catalogue.prices import price_on, price_subquery
from salesfloor.floor.catalogue.states import unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from salesfloor.base.acts import Actor
    from salesfloor.base.phrases import Phrase


class UnitShown(Answer):
    """A unit at this moment."""

    state: UnitState
    price: str | None
    hold_until: Instant | None
    overdue: bool
    wanted: int


@question("unit_state", without_by=True, may=ANYONE, word=phrase("How does a unit stand"))
def unit_state(*, actor: SiteActor, at: datetime, unit: UnitCode) -> UnitShown:
    """Answer how a unit stands now; a hold is overdue after its last instant, worker or no worker."""
    found = unit_of(actor.site_id, unit)
    price = price_on(found.pk, day_of(at))
    return UnitShown(
        state=UnitState(found.state),
        price=None if price is None else yuan(price),
        hold_until=found.hold_until,
        overdue=is_overdue(found, at),
        wanted=found.wanted,
    )


def is_overdue(unit: Unit, at: datetime) -> bool:
    """Tell whether a hold's money is not complete and its last instant is gone by."""
    return unit.hold_until is not None and unit.hold_until < at


class BoardRow(Answer):
    """One unit of the price board."""

    unit: str
    layout: str
    area: str
    floor: int | None
    price: str | None
    state: UnitState


class PriceBoard(Answer):
    """Units by code, and how many are in which state."""

    rows: list[BoardRow]
    counts: dict[str, int]


@question("price_board", without_by=True, may=ANYONE, word=phrase("Price board"), clauses=("5.2",))
def price_board(
    *,
    actor: SiteActor,
    at: datetime,
    building: Annotated[Line, Label("Building")] = "",
    layout: Annotated[Line, Label("Layout")] = "",
    state: Annotated[UnitState, Label("State")] | None = None,
) -> PriceBoard:
    """Answer units with today's prices and their states now."""
    wanted: dict[str, Any] = {"building": building, "layout": layout, "state": state}
    chosen = {name: value for name, value in wanted.items() if value}
    units = priced(Unit.objects.filter(site_id=actor.site_id, **chosen), day_of(at))
    fields = ("code", "layout", "area", "floor", "price_today", "state")
    found = sorted(units.values_list(*fields), key=lambda row: rules.by_number(row[0]))
    rows = [
        BoardRow(
            unit=code,
            layout=name,
            area=f"{area:.2f}",
            floor=floor,
            price=None if price is None else yuan(price),
            state=UnitState(standing),
        )
        for code, name, area, floor, price, standing in found
    ]
    return PriceBoard(rows=rows, counts=dict(Counter(row.state.value for row in rows)))


def priced(units: QuerySet[Unit], day: date) -> QuerySet[Unit]:
    """Return units with what each costs on a day as `price_today`, in fen."""
    return units.annotate(price_today=price_subquery(day))


def layout_choices(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the layouts of the site by name, for a select box."""
    del at
    units = Unit.objects.filter(site_id=actor.site_id or 0).order_by("layout")
    return [(name, name) for name in units.values_list("layout", flat=True).distinct()]


def unit_choices(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the units of the site with their states, for a select box."""
    return _units(actor, at, UnitState)


def free_unit_choices(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the units of the site that are for sale, for a select box."""
    return _units(actor, at, (UnitState.AVAILABLE,))


def _units(
    actor: Actor, at: datetime, states: Iterable[UnitState]
) -> list[tuple[str, Phrase | str]]:
    del at
    rows = Unit.objects.filter(site_id=actor.site_id or 0, state__in=list(states))
    found = rows.order_by("code").values_list("code", "state")
    return [
        (code, phrase("{unit} {state}", unit=code, state=label_of(UnitState, state)))
        for code, state in found
    ]


def goods_choices(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the goods of the site by name, for a select box."""
    del at
    rows = Goods.objects.filter(site_id=actor.site_id or 0).order_by("code")
    return [(code, f"{name} {code}") for code, name in rows.values_list("code", "name")]


def goods_in_stock(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the goods that can be handed over just now, with how many there are, for a select box."""
    del at
    rows = Goods.objects.filter(site_id=actor.site_id or 0, stock__gt=0).order_by("code")
    return [
        (code, phrase("{name} {code}, in stock: {n}", name=name, code=code, n=stock))
        for code, name, stock in rows.values_list("code", "name", "stock")
    ]


def undescribed(site_id: int) -> list[str]:
    """Return the layouts that have units and nothing else on record: neither strengths nor plan (9.3.2.7)."""
    known = Layout.objects.filter(site_id=site_id).values("name")
    units = Unit.objects.filter(site_id=site_id).exclude(layout__in=known)
    return list(units.order_by("layout").values_list("layout", flat=True).distinct())

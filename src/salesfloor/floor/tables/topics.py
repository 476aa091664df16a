"""What a talk can be about: the layouts, goods and units of the site, and how each is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.floor.catalogue import api as catalogue

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.acts import Actor

MOST_UNITS: Final = 300
"""More units than these are not offered in a box; a talk is about a layout first."""


def choices(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return what a talk can be about, for a select box: layouts first, then goods, then units for sale."""
    del at
    site_id = actor.site_id or 0
    units = catalogue.Unit.objects.filter(site_id=site_id)
    layouts = units.order_by("layout").values_list("layout", flat=True).distinct()
    offered: list[tuple[str, Phrase | str]] = [(f"layout:{name}", name) for name in layouts]
    goods = catalogue.Goods.objects.filter(site_id=site_id).order_by("code")
    offered += [(f"goods:{code}", name) for code, name in goods.values_list("code", "name")]
    free = list(units.filter(state=catalogue.UnitState.AVAILABLE).values_list("code", flat=True))
    if len(free) <= MOST_UNITS:
        free.sort(key=catalogue.by_number)
        offered += [(f"unit:{code}", phrase("Unit {unit}", unit=code)) for code in free]
    return offered


def said(about: str) -> Phrase | str:
    """Say what a talk is about as people name it."""
    kind, _, name = about.partition(":")
    return phrase("Unit {unit}", unit=name) if kind == "unit" else name


def is_there(site_id: int, named: str) -> bool:
    """Tell whether the site has what is named as `layout:NAME`, `unit:CODE` or `goods:CODE`."""
    kind, _, name = named.partition(":")
    units = catalogue.Unit.objects.filter(site_id=site_id)
    if kind == "layout":
        layouts = catalogue.Layout.objects.filter(site_id=site_id, name=name)
        return units.filter(layout=name).exists() or layouts.exists()
    if kind == "unit":
        return units.filter(code=name).exists()
    return kind == "goods" and catalogue.Goods.objects.filter(site_id=site_id, code=name).exists()


KINDS: Final = ("layout", "unit", "goods")

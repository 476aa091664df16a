"""What the returns module says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.returns.permissions import COUNTER, SELLERS
from salesfloor.floor.returns.samples import samples
from salesfloor.kernel.files.api import everybody_of_site

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.acts import Actor
    from salesfloor.base.phrases import Phrase

SHOWROOM = frozenset({Trade.SHOWROOM})


def choices(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the goods of the site, for a select box."""
    del at
    rows = catalogue.Goods.objects.filter(site_id=actor.site_id or 0).order_by("code")
    return [(code, f"{code} · {name}") for code, name in rows.values_list("code", "name")]


describe(
    Module(
        name="returns",
        pages=(
            Page(
                "returns:goods",
                phrase("Goods"),
                "ti-list-details",
                COUNTER,
                SHOWROOM,
                rank=48,
                group=Group.SALES,
            ),
            Page(
                "returns:sales",
                phrase("Sales"),
                "ti-receipt",
                COUNTER,
                SHOWROOM,
                rank=48,
                clauses=("9.7.1.1",),
                group=Group.SALES,
            ),
            Page(
                "returns:returns",
                phrase("Returns"),
                "ti-arrow-back-up",
                COUNTER,
                SHOWROOM,
                rank=49,
                clauses=("9.7.1.1", "9.7.1.2", "9.7.1.3"),
                group=Group.SALES,
            ),
            Page(
                "returns:new_sale",
                phrase("Sell goods"),
                "ti-receipt",
                SELLERS,
                SHOWROOM,
                rank=50,
                in_bar=False,
                clauses=("9.7.1.1",),
            ),
            Page(
                "returns:start",
                phrase("A return without proof"),
                "ti-arrow-back-up",
                COUNTER,
                SHOWROOM,
                rank=50,
                in_bar=False,
                clauses=("9.7.1.1",),
            ),
        ),
        subjects=(
            Subject("sale", phrase("Sale"), "returns:sale", ("number",), may_see=everybody_of_site),
            Subject(
                "return",
                phrase("Return"),
                "returns:return",
                ("number",),
                may_see=everybody_of_site,
            ),
        ),
        options={"goods": choices},
        samples=samples,
    )
)

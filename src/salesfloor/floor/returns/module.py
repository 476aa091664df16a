"""What the returns module says of itself."""

from __future__ import annotations

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade
from salesfloor.floor.returns.permissions import COUNTER, SELLERS
from salesfloor.floor.returns.samples import samples
from salesfloor.kernel.files.api import everybody_of_site

SHOWROOM = frozenset({Trade.SHOWROOM})


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
        samples=samples,
    )
)

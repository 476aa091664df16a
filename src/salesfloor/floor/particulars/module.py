"""What the particulars module says of itself."""

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import WITH_FLOOR, WITH_ROTATION
from salesfloor.floor.particulars.commands.cards import nobody
from salesfloor.floor.particulars.parts import CARD, NEED
from salesfloor.floor.particulars.permissions import INTERESTS
from salesfloor.floor.particulars.samples import samples

describe(
    Module(
        name="particulars",
        pages=(
            Page(
                "particulars:interests",
                phrase("What customers warm to"),
                "ti-star",
                INTERESTS,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=34,
                clauses=("9.2.1.4",),
                group=Group.SALES,
            ),
        ),
        subjects=(
            Subject(
                "customer_card", phrase("Customer's card"), "customers:customer", may_see=nobody
            ),
        ),
        parts=(NEED, CARD),
        samples=samples,
    )
)

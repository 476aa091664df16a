"""What the plans module says of itself."""

from salesfloor.base.modules import Book, Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.trades.venue.plans.choosing import items_to_choose
from salesfloor.trades.venue.plans.commands import DOERS, SERVICE_AREA
from salesfloor.trades.venue.plans.samples import samples

describe(
    Module(
        name="plans",
        pages=(
            Page(
                "plans:plan",
                phrase("Plan of the day"),
                "ti-list-check",
                DOERS,
                trades=SERVICE_AREA,
                rank=9,
                clauses=("2.4.2",),
                group=Group.FLOOR,
            ),
        ),
        books=(
            Book(
                "venue",
                phrase("Site book"),
                phrase("The day's plans and what became of them."),
                is_traced=False,
            ),
        ),
        options={"plan_item": items_to_choose},
        samples=samples,
    )
)

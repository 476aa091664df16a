"""What the plans module says of itself."""

from salesfloor.base.modules import Book, Module, describe
from salesfloor.base.phrases import phrase
from salesfloor.trades.venue.plans.samples import samples

describe(
    Module(
        name="plans",
        books=(
            Book(
                "venue",
                phrase("Site book"),
                phrase("The day's plans and what became of them."),
                is_traced=False,
            ),
        ),
        samples=samples,
    )
)

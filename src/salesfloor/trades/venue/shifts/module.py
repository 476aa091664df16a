"""What the shifts module says of itself."""

from salesfloor.base.modules import Book, Module, describe
from salesfloor.base.phrases import phrase
from salesfloor.trades.venue.shifts.samples import samples

describe(
    Module(
        name="shifts",
        books=(
            Book(
                "shift",
                phrase("Shift book"),
                phrase("Who arrived when, hand-overs, the log."),
                is_traced=False,
            ),
        ),
        samples=samples,
    )
)

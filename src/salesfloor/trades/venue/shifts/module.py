"""What the shifts module says of itself."""

from salesfloor.base.modules import Book, Module, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.files.api import everybody_of_site
from salesfloor.trades.venue.shifts.samples import samples

describe(
    Module(
        name="shifts",
        subjects=(
            Subject("log", phrase("Log"), "shifts:log", ("number",), may_see=everybody_of_site),
        ),
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

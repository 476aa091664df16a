"""What the shifts module says of itself."""

from salesfloor.base.modules import Book, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade
from salesfloor.kernel.files.api import everybody_of_site
from salesfloor.trades.venue.shifts.lists import HANDOVERS, ON_SITE
from salesfloor.trades.venue.shifts.samples import samples

SERVICE_AREA = frozenset({Trade.SERVICE_AREA})

describe(
    Module(
        name="shifts",
        pages=(
            Page(
                "shifts:handovers",
                phrase("Hand-overs"),
                "ti-arrows-exchange",
                frozenset(HANDOVERS.may),
                trades=SERVICE_AREA,
                rank=12,
                clauses=("2.4.1",),
                group=Group.FLOOR,
            ),
            Page(
                "shifts:entries",
                phrase("Shift log"),
                "ti-notebook",
                ON_SITE,
                trades=SERVICE_AREA,
                rank=13,
                clauses=("2.3.7",),
                group=Group.FLOOR,
            ),
        ),
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

"""What the shifts module says of itself."""

from salesfloor.base.modules import Book, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade
from salesfloor.kernel.files.api import everybody_of_site
from salesfloor.trades.venue.shifts.choosing import (
    entries_to_acknowledge,
    hazards_to_acknowledge,
    kinds_to_choose,
    people_for_shifts,
)
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
        options={
            "shift_kind": kinds_to_choose,
            "on_shift": people_for_shifts,
            "log_to_acknowledge": entries_to_acknowledge,
            "hazard_to_acknowledge": hazards_to_acknowledge,
        },
        samples=samples,
    )
)

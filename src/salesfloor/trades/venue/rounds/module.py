"""What the rounds module says of itself."""

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade
from salesfloor.kernel.checks import api as checks
from salesfloor.trades.venue.rounds import incoming
from salesfloor.trades.venue.rounds.queries import READERS
from salesfloor.trades.venue.rounds.samples import samples

__all__ = ["incoming"]

checks.WAYS["hygiene"] = lambda zone: checks.Way("round", {"place": zone})

describe(
    Module(
        name="rounds",
        pages=(
            Page(
                "rounds:rounds",
                phrase("Rounds"),
                "ti-walk",
                READERS,
                trades=frozenset({Trade.SERVICE_AREA}),
                rank=10,
                clauses=("2.4.3",),
                group=Group.FLOOR,
            ),
            Page(
                "rounds:missed",
                phrase("Missed rounds"),
                "ti-walk",
                READERS,
                trades=frozenset({Trade.SERVICE_AREA}),
                rank=11,
                in_bar=False,
                clauses=("2.4.3",),
            ),
            Page(
                "rounds:past",
                phrase("Sheets of rounds"),
                "ti-table-import",
                READERS,
                trades=frozenset({Trade.SERVICE_AREA}),
                rank=12,
                in_bar=False,
                clauses=("2.4.3",),
            ),
        ),
        subjects=(
            Subject("zone", phrase("Zone"), "rounds:zone", ("code",)),
            Subject("round", phrase("Missed round"), "rounds:miss", ("code", "due_at")),
        ),
        samples=samples,
    )
)

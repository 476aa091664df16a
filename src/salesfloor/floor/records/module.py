"""What the records module says of itself."""

from salesfloor.base.modules import Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.floor.records.samples import samples
from salesfloor.floor.results import api as results

describe(
    Module(
        name="records",
        pages=(
            Page(
                "records:hand_in",
                phrase("Hand in"),
                "ti-inbox",
                results.MEMBERS,
                trades=results.FLOORS,
                rank=33,
                clauses=("7.1.10", "7.1.6.1", "7.1.6.2", "7.1.6.3"),
                group=Group.RESULTS,
            ),
            Page(
                "records:notes",
                phrase("Market notes"),
                "ti-notes",
                results.MEMBERS,
                trades=results.FLOORS,
                rank=62,
                clauses=("7.1.8",),
                group=Group.RESULTS,
            ),
        ),
        samples=samples,
    )
)

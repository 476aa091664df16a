"""What the module of calls, reviews and talks says of itself."""

from salesfloor.base.modules import Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.floor.results import api as results
from salesfloor.floor.tracking.samples import samples
from salesfloor.kernel.rulebook import api as rulebook

rulebook.name_choices(
    {"month": phrase("Each month"), "quarter": phrase("Each quarter")}, policy="review.every"
)

describe(
    Module(
        name="tracking",
        pages=(
            Page(
                "tracking:talks",
                phrase("Talks"),
                "ti-messages",
                results.MEMBERS,
                trades=results.FLOORS,
                rank=37,
                clauses=("4.4.2",),
                group=Group.TEAM,
            ),
        ),
        samples=samples,
    )
)

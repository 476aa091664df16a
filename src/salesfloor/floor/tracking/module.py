"""What the module of calls, reviews and talks says of itself."""

from salesfloor.base.modules import Group, Module, Page, Subject, describe
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
                "tracking:calls",
                phrase("Tracking calls"),
                "ti-phone-call",
                results.MEMBERS,
                trades=results.FLOORS,
                rank=35,
                clauses=("4.3",),
                group=Group.TEAM,
            ),
            Page(
                "tracking:reviews",
                phrase("Reviews"),
                "ti-clipboard-plus",
                results.MEMBERS,
                trades=results.FLOORS,
                rank=36,
                clauses=("4.4.1",),
                group=Group.TEAM,
            ),
            Page(
                "tracking:lagging",
                phrase("Who lags, and why"),
                "ti-messages",
                results.MEMBERS,
                trades=results.FLOORS,
                rank=37,
                clauses=("4.4.2",),
                group=Group.TEAM,
            ),
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
        subjects=(
            Subject("call", phrase("Tracking call"), "tracking:calls", ()),
            Subject("review", phrase("Review"), "tracking:reviews", ()),
        ),
        samples=samples,
    )
)

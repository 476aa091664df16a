"""What the roster module says of itself."""

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.trades import WITH_FLOOR, WITH_ROTATION
from salesfloor.floor.roster.calendar import MEMBERS
from salesfloor.floor.roster.samples import samples

describe(
    Module(
        name="roster",
        pages=(
            Page(
                "roster:swaps",
                phrase("Swap duty"),
                "ti-switch-horizontal",
                frozenset({Post.SALESPERSON}),
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=83,
                clauses=("7.1.12",),
                group=Group.TEAM,
            ),
            Page(
                "roster:calendar",
                phrase("Leave and duty"),
                "ti-calendar",
                MEMBERS,
                trades=WITH_ROTATION,
                rank=82,
                clauses=("7.1.1", "7.1.12"),
                group=Group.TEAM,
            ),
        ),
        subjects=(Subject("swap", phrase("Swap"), "roster:swaps", ()),),
        samples=samples,
    )
)

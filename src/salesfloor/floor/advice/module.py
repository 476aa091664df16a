"""What the advice module says of itself."""

from salesfloor.base.modules import Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.trades import WITH_DEALS
from salesfloor.floor.advice.permissions import ADVISERS
from salesfloor.floor.advice.samples import samples
from salesfloor.floor.catalogue import api as catalogue

describe(
    Module(
        name="advice",
        pages=(
            Page(
                "advice:choose",
                phrase("Recommend"),
                "ti-mood-smile",
                ADVISERS,
                trades=WITH_DEALS,
                rank=33,
                clauses=(
                    "5.1",
                    "5.2",
                    "5.4",
                    "9.2.1.3",
                    "9.2.1.5",
                    "9.2.2.3",
                    "9.3.1.2",
                    "9.3.1.6",
                ),
                group=Group.SALES,
            ),
        ),
        samples=samples,
    )
)
catalogue.way_on(
    catalogue.Way(
        phrase("Recommend"),
        "advice:choose",
        {},
        frozenset({Post.SALESPERSON, Post.LEAD}),
        frozenset({catalogue.UnitState.AVAILABLE}),
        rank=1,
    )
)

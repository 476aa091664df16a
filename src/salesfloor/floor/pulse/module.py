"""What the pulse module says of itself."""

from salesfloor.base.modules import Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.trades import Trade
from salesfloor.floor.pulse.samples import samples
from salesfloor.floor.results import api as results

describe(
    Module(
        name="pulse",
        pages=(
            Page(
                "pulse:evening",
                phrase("Evening round"),
                "ti-message-question",
                results.MEMBERS,
                trades=frozenset({Trade.BANK_CARDS}),
                rank=32,
                first_for={Post.SALESPERSON: 2, Post.LEAD: 2, Post.MANAGER: 2},
                clauses=("4.2.1.1", "4.2.1.2", "4.2.1.3", "4.2.2.1", "4.2.2.2"),
                tour=phrase(
                    "At the hour set three figures are asked for. They stand filled in; one tap sends them."
                ),
                group=Group.RESULTS,
            ),
        ),
        samples=samples,
    )
)

"""What the module of the daily close says of itself."""

from salesfloor.base.modules import Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.trades import Trade
from salesfloor.floor.closing.samples import samples
from salesfloor.floor.results import api as results

describe(
    Module(
        name="closing",
        pages=(
            Page(
                "closing:close",
                phrase("Daily close"),
                "ti-clipboard-check",
                results.MEMBERS,
                trades=results.FLOORS,
                rank=34,
                first_for={Post.SALESPERSON: 3, Post.LEAD: 3},
                first_in=frozenset({Trade.BANK_CARDS}),
                clauses=("4.1.3",),
                tour=phrase(
                    "What the day brought against what was forecast, and what tomorrow should bring."
                ),
                group=Group.TEAM,
            ),
        ),
        samples=samples,
    )
)

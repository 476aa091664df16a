"""What the signing module says of itself."""

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade
from salesfloor.kernel.signing.samples import samples
from salesfloor.kernel.signing.versions import ARTICLES, SIGNS

describe(
    Module(
        name="signing",
        pages=(
            Page(
                "signing:mine",
                phrase("Sign the rules"),
                "ti-writing-sign",
                SIGNS,
                trades=frozenset(Trade(trade) for trade in ARTICLES),
                rank=49,
                clauses=("1.3.1", "2.1.1"),
                tour=phrase("The rules in the version in force, and your signature below them."),
                group=Group.RULES,
            ),
        ),
        subjects=(Subject("rules", phrase("Rules"), "signing:rules", ("article", "who")),),
        samples=samples,
    )
)

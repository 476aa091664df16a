"""What the proposals module says of itself."""

from salesfloor.base.modules import Book, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.kernel.proposals.queries import may_see, proposals_to_decide
from salesfloor.kernel.proposals.samples import samples

describe(
    Module(
        name="proposals",
        pages=(
            Page(
                "proposals:proposals",
                phrase("Proposals"),
                "ti-bulb",
                ANYONE - {Post.OPERATOR},
                rank=47,
                clauses=("1.1.2", "2.2.7"),
                tour=phrase("What people propose, each with the day by which it is answered."),
                group=Group.TEAM,
            ),
        ),
        subjects=(
            Subject(
                "proposal",
                phrase("Proposal"),
                "proposals:proposal",
                ("number",),
                may_see=may_see,
            ),
        ),
        books=(
            Book(
                "proposal",
                phrase("Book of proposals"),
                phrase("What people proposed, and the answers they got."),
            ),
        ),
        options={"proposal": proposals_to_decide},
        samples=samples,
    )
)

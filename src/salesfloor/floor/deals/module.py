"""What the deals module says of itself."""

from salesfloor.base.modules import BY, TIME, Book, Column, Module, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.floor.deals.samples import samples
from salesfloor.kernel.rulebook import api as rulebook

describe(
    Module(
        name="deals",
        books=(
            Book(
                "agreement",
                phrase("Agreement book"),
                phrase("Subscription agreements, one line each."),
                (
                    TIME,
                    Column("entry", phrase("Entry"), "sentence", weight=8),
                    Column("buyer", phrase("Buyer"), "value.buyer", weight=3),
                    BY,
                ),
                readers=frozenset({Post.FINANCE}),
            ),
        ),
        samples=samples,
    )
)
rulebook.name_choices(
    {
        "manager_designee_finance": phrase("managers, who they name, and finance"),
        "finance_only": phrase("finance only"),
    },
    policy="deposit.taken_by",
)

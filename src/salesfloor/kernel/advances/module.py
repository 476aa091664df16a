"""What the advances module says of itself."""

from salesfloor.base.modules import Book, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.kernel.advances.commands import MEMBERS
from salesfloor.kernel.advances.queries import may_see
from salesfloor.kernel.advances.samples import samples

describe(
    Module(
        name="advances",
        pages=(
            Page(
                "advances:advances",
                phrase("Advances"),
                "ti-cash",
                MEMBERS,
                rank=65,
                clauses=("7.2.3",),
                group=Group.RULES,
            ),
        ),
        subjects=(
            Subject("advance", phrase("Advance"), "advances:advance", ("number",), may_see=may_see),
        ),
        books=(
            Book(
                "expense",
                phrase("Expense book"),
                phrase("Advances asked for, approved, paid out and settled; expenses."),
                readers=frozenset({Post.FINANCE}),
            ),
        ),
        samples=samples,
    )
)

"""What the advances module says of itself."""

from salesfloor.base.modules import Book, Module, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.kernel.advances.samples import samples

describe(
    Module(
        name="advances",
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

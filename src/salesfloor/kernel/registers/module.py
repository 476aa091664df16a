"""What the registers module says of itself."""

from salesfloor.base.modules import Book, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, MANAGERS, Post
from salesfloor.kernel.registers.samples import samples

describe(
    Module(
        name="registers",
        pages=(
            Page(
                "registers:books",
                phrase("Registers"),
                "ti-books",
                LEADERS | {Post.SALESPERSON, Post.DESK, Post.ADMIN},
                rank=60,
                clauses=(
                    "3.2.3.1",
                    "3.2.3.2",
                    "3.2.3.3",
                    "3.2.3.4",
                    "3.2.3.5",
                    "3.2.4.3",
                    "3.4.3.4",
                    "3.4.3.5",
                ),
                tour=phrase(
                    "Numbered books that nobody alters. A wrong line is struck and stays readable."
                ),
                group=Group.RULES,
            ),
            Page(
                "registers:custody",
                phrase("Custody of the registers"),
                "ti-key",
                MANAGERS,
                in_bar=False,
                rank=61,
                clauses=("3.2.3.4",),
            ),
        ),
        subjects=(
            Subject("line", phrase("Line"), "registers:line", ("kind", "register_no")),
            Subject("book", phrase("Volume"), "registers:volume", ("kind", "number")),
        ),
        books=(
            Book(
                "custody",
                phrase("Custody book"),
                phrase("Who keeps the registers, who read, printed or exported them."),
                is_traced=False,
                is_common=False,
            ),
            Book(
                "books",
                phrase("Book of books"),
                phrase("Every volume of the site, with the fingerprint it starts from."),
                is_traced=False,
                is_common=False,
            ),
        ),
        samples=samples,
    )
)

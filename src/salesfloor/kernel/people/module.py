"""What the people module says of itself."""

from salesfloor.base.modules import Book, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, LEADERS, SET_UP
from salesfloor.kernel.people import subjects
from salesfloor.kernel.people.samples import samples

__all__ = ["subjects"]

describe(
    Module(
        name="people",
        pages=(
            Page(
                "people:people",
                phrase("People"),
                "ti-id-badge-2",
                LEADERS | SET_UP,
                rank=70,
                clauses=("3.1.1", "3.1.2", "3.4.3.1", "3.4.3.6"),
            ),
            Page(
                "people:roster",
                phrase("Duty roster"),
                "ti-calendar-user",
                ANYONE,
                in_bar=False,
                clauses=("7.1.12",),
            ),
        ),
        subjects=(Subject("staff", phrase("Person"), "people:person", ("code",)),),
        books=(
            Book(
                "people",
                phrase("People book"),
                phrase("Transfers, loans, posts and who was let in."),
                is_traced=False,
                is_common=False,
            ),
        ),
        samples=samples,
    )
)

"""What the till module says of itself."""

from salesfloor.base.modules import BY, TIME, Book, Column, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.till.samples import samples

_ENTRY = Column("entry", phrase("Entry"), "sentence", weight=10)

describe(
    Module(
        name="till",
        pages=(
            Page(
                "till:closings",
                phrase("Cash closing"),
                "ti-cash-register",
                MANAGERS | {Post.FINANCE},
                rank=62,
                in_bar=False,
                clauses=("7.2.3",),
            ),
        ),
        subjects=(Subject("till_day", phrase("Cash of a day"), "till:closings", ()),),
        books=(
            Book(
                "receipt",
                phrase("Receipt book"),
                phrase("Money that came in, and the counter-entries of void receipts."),
                (
                    TIME,
                    _ENTRY,
                    Column("payer", phrase("Received from"), "value.payer", weight=3),
                    Column("source", phrase("Source of the money"), "value.source", weight=4),
                    BY,
                ),
                readers=frozenset({Post.FINANCE}),
            ),
            Book(
                "refund",
                phrase("Refund book"),
                phrase("Money that was paid back."),
                readers=frozenset({Post.FINANCE}),
            ),
        ),
        samples=samples,
    )
)

"""What the meetings module says of itself."""

from salesfloor.base.modules import Book, Module, describe
from salesfloor.base.phrases import phrase
from salesfloor.floor.meetings.samples import samples

describe(
    Module(
        name="meetings",
        books=(
            Book(
                "meetings",
                phrase("Meetings"),
                phrase(
                    "Each meeting: when, who came, what was raised, the minutes and who read them."
                ),
            ),
        ),
        samples=samples,
    )
)

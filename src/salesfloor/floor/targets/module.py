"""What the targets module says of itself."""

from salesfloor.base.modules import Book, Module, describe
from salesfloor.base.phrases import phrase
from salesfloor.floor.targets.regions import market
from salesfloor.floor.targets.samples import samples
from salesfloor.kernel.rulebook import api as rulebook

rulebook.name_choices(
    {"this_week": phrase("This week"), "next_week": phrase("Next week")},
    policy="weekly_meeting.claims_for",
)

describe(
    Module(
        name="targets",
        asked_about={
            "dealer": lambda site_id, code: market().has_dealer(code, site_id),
            "outlet": lambda _site_id, code: bool(code),
        },
        books=(
            Book(
                "target",
                phrase("Target book"),
                phrase("Targets as they were set, broken down, claimed, signed and changed."),
                is_traced=False,
            ),
        ),
        samples=samples,
    )
)

"""What the notices module says of itself."""

from salesfloor.base.modules import Book, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.notices.commands import MEMBERS
from salesfloor.kernel.notices.queries import readers_to_choose
from salesfloor.kernel.notices.samples import samples

describe(
    Module(
        name="notices",
        pages=(
            Page(
                "notices:notices",
                phrase("Notices"),
                "ti-speakerphone",
                MEMBERS,
                rank=47,
                clauses=("4.2.3",),
                group=Group.TEAM,
            ),
        ),
        subjects=(Subject("notice", phrase("Notice"), "notices:notice", ("number",)),),
        books=(
            Book(
                "performance",
                phrase("Performance book"),
                phrase("Notices and who confirmed them, reports as they were sent."),
                is_traced=False,
            ),
        ),
        options={"reader": readers_to_choose},
        samples=samples,
    )
)

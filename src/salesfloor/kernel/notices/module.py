"""What the notices module says of itself."""

from salesfloor.base.modules import Book, Module, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.notices.samples import samples

describe(
    Module(
        name="notices",
        books=(
            Book(
                "performance",
                phrase("Performance book"),
                phrase("Notices and who confirmed them, reports as they were sent."),
                is_traced=False,
            ),
        ),
        samples=samples,
    )
)

"""What the assets module says of itself."""

from salesfloor.base.modules import Book, Module, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.assets.samples import samples
from salesfloor.kernel.files.api import everybody_of_site

describe(
    Module(
        name="assets",
        subjects=(
            Subject("asset", phrase("Asset"), "assets:asset", ("code",)),
            Subject(
                "work_order",
                phrase("Work order"),
                "assets:work_order",
                ("number",),
                may_see=everybody_of_site,
            ),
        ),
        books=(
            Book(
                "asset",
                phrase("Assets"),
                phrase("What was recorded, moved, retired and counted."),
            ),
            Book("work_order", phrase("Work orders"), phrase("Every fault, one line each.")),
        ),
        samples=samples,
    )
)

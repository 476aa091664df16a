"""What the checks module says of itself."""

from salesfloor.base.modules import Book, Module, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.checks.samples import samples
from salesfloor.kernel.files.api import everybody_of_site

describe(
    Module(
        name="checks",
        subjects=(
            Subject(
                "check",
                phrase("Check"),
                "checks:check",
                ("number",),
                may_see=everybody_of_site,
            ),
            Subject("checklist", phrase("Checklist"), "checks:sheet", ("code", "subject")),
        ),
        books=(
            Book(
                "check",
                phrase("Checks"),
                phrase("Every check with its answers and points."),
            ),
        ),
        samples=samples,
    )
)

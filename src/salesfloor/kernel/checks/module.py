"""What the checks module says of itself."""

from salesfloor.base.modules import Book, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.checks.choosing import lists_to_choose, subjects_to_choose
from salesfloor.kernel.checks.queries import READERS
from salesfloor.kernel.checks.samples import samples
from salesfloor.kernel.files.api import everybody_of_site

describe(
    Module(
        name="checks",
        pages=(
            Page(
                "checks:checks",
                phrase("Checks"),
                "ti-list-check",
                READERS,
                rank=33,
                group=Group.FLOOR,
            ),
        ),
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
        options={"checklist": lists_to_choose, "check_subject": subjects_to_choose},
        samples=samples,
    )
)

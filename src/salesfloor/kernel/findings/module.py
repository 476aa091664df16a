"""What the findings module says of itself."""

from salesfloor.base.modules import Book, Module, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.files.api import everybody_of_site
from salesfloor.kernel.findings.samples import samples

describe(
    Module(
        name="findings",
        subjects=(
            Subject(
                "finding",
                phrase("Finding"),
                "findings:finding",
                ("number",),
                may_see=everybody_of_site,
            ),
        ),
        books=(
            Book(
                "finding",
                phrase("Findings"),
                phrase("What is to be put right, one line each."),
            ),
            Book(
                "progress",
                phrase("Progress book"),
                phrase("What was done about findings and work orders, and who was told of them."),
            ),
        ),
        samples=samples,
    )
)

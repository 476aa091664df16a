"""What the findings module says of itself."""

from salesfloor.base.modules import Book, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import Trade
from salesfloor.kernel.files.api import everybody_of_site
from salesfloor.kernel.findings.queries import (
    READERS,
    fixed_to_choose,
    kinds_to_choose,
    open_to_choose,
    subjects_to_choose,
    unfixed_to_choose,
)
from salesfloor.kernel.findings.samples import samples

describe(
    Module(
        name="findings",
        pages=(
            Page(
                "findings:findings",
                phrase("Findings"),
                "ti-alert-triangle",
                READERS,
                trades=frozenset({Trade.SERVICE_AREA}),
                rank=32,
                clauses=("2.4.3",),
                group=Group.FLOOR,
            ),
        ),
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
        options={
            "finding_kind": kinds_to_choose,
            "finding_subject": subjects_to_choose,
            "finding": open_to_choose,
            "finding_unfixed": unfixed_to_choose,
            "finding_fixed": fixed_to_choose,
        },
        samples=samples,
    )
)

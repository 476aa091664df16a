"""What the cases module says of itself."""

from salesfloor.base.modules import Book, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.cases.lists import READERS
from salesfloor.kernel.cases.queries import cases_in_progress, items_to_choose, kinds_to_open
from salesfloor.kernel.cases.samples import samples
from salesfloor.kernel.cases.sight import may_see

describe(
    Module(
        name="cases",
        pages=(
            Page(
                "cases:cases",
                phrase("Cases"),
                "ti-gavel",
                READERS,
                rank=48,
                group=Group.RULES,
            ),
        ),
        subjects=(Subject("case", phrase("Case"), "cases:case", ("number",), may_see=may_see),),
        books=(
            Book(
                "case",
                phrase("Case book"),
                phrase("Cases from their opening to the last word."),
                is_common=False,
            ),
        ),
        options={
            "case_kind": kinds_to_open,
            "case_item": items_to_choose,
            "case": cases_in_progress,
        },
        samples=samples,
    )
)

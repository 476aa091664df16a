"""What the promises module says of itself."""

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.trades import WITH_FLOOR, WITH_ROTATION
from salesfloor.floor.promises.permissions import READERS, may_see
from salesfloor.floor.promises.queries import term_choices
from salesfloor.floor.promises.samples import samples

describe(
    Module(
        name="promises",
        pages=(
            Page(
                "promises:approvals",
                phrase("Approvals"),
                "ti-circle-check",
                MANAGERS,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=34,
                clauses=("9.3.2.8",),
                group=Group.SALES,
            ),
            Page(
                "promises:promises",
                phrase("Promises"),
                "ti-flag",
                READERS,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=46,
                clauses=("7.2.9", "9.3.2.8"),
                group=Group.SALES,
            ),
        ),
        subjects=(
            Subject("promise", phrase("Promise"), "promises:promise", ("number",), may_see=may_see),
        ),
        options={"term": term_choices},
        samples=samples,
    )
)

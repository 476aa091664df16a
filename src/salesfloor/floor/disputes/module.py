"""What the disputes module says of itself."""

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import WITH_FLOOR, WITH_ROTATION
from salesfloor.floor.disputes import permissions
from salesfloor.floor.disputes.queries.cases import may_see
from salesfloor.floor.disputes.samples import samples

describe(
    Module(
        name="disputes",
        pages=(
            Page(
                "disputes:disputes",
                phrase("Disputes"),
                "ti-scale",
                permissions.CASES,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=55,
                clauses=("3.5.1",),
                group=Group.CUSTOMERS,
            ),
        ),
        subjects=(
            Subject("dispute", phrase("Dispute"), "disputes:case", ("number",), may_see=may_see),
        ),
        samples=samples,
    )
)

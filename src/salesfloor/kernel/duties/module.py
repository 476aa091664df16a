"""What the duties module says of itself."""

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.duties.commands import MEMBERS, WITH_DUTIES
from salesfloor.kernel.duties.samples import samples

describe(
    Module(
        name="duties",
        pages=(
            Page(
                "duties:duties",
                phrase("Missed duties"),
                "ti-calendar-x",
                MEMBERS,
                trades=WITH_DUTIES,
                rank=46,
                group=Group.TEAM,
            ),
        ),
        subjects=(Subject("duty", phrase("Duty"), "duties:duty", ("code", "subject", "period")),),
        samples=samples,
    )
)

"""What the leaving module says of itself."""

from salesfloor.base.modules import Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.leaving.queries import SEES
from salesfloor.floor.leaving.samples import samples

describe(
    Module(
        name="leaving",
        pages=(
            Page(
                "leaving:choose",
                phrase("Leaving"),
                "ti-door-exit",
                SEES,
                trades=WITH_ROTATION,
                rank=75,
                clauses=("3.4.3.6",),
                group=Group.TEAM,
            ),
        ),
        samples=samples,
    )
)

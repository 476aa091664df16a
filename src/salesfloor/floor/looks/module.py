"""What the looks module says of itself."""

from salesfloor.base.modules import Group, Module, Page, WayOut, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import WITH_FLOOR, WITH_ROTATION
from salesfloor.floor.looks import permissions
from salesfloor.floor.looks.samples import samples

describe(
    Module(
        name="looks",
        pages=(
            Page(
                "looks:ask",
                phrase("Look together"),
                "ti-eye-check",
                permissions.LOOKS,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=56,
                clauses=("3.4.3.5", "7.2.2"),
                group=Group.CUSTOMERS,
            ),
        ),
        ways_out=(WayOut("3.4.3.5", phrase("Ask for a joint look"), "looks:ask"),),
        samples=samples,
    )
)

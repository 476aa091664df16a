"""What the module says of itself."""

from salesfloor.base.modules import Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.trades import WITH_FLOOR, WITH_ROTATION
from salesfloor.floor.hindsight.samples import samples

describe(
    Module(
        name="hindsight",
        pages=(
            Page(
                "hindsight:what_if",
                phrase("What if"),
                "ti-help-circle",
                MANAGERS,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=93,
                group=Group.SITE,
            ),
        ),
        samples=samples,
    )
)

"""What the screens module says of itself."""

from salesfloor.base.modules import Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, SET_UP
from salesfloor.kernel.screens.queries import walls_to_choose
from salesfloor.kernel.screens.samples import samples

describe(
    Module(
        name="screens",
        pages=(
            Page(
                "screens:screens",
                phrase("Screens"),
                "ti-device-tv",
                MANAGERS | SET_UP,
                rank=75,
                group=Group.SITE,
            ),
        ),
        options={"wall": walls_to_choose},
        samples=samples,
    )
)

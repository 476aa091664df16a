"""What the asks module says of itself."""

from salesfloor.base.modules import Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.asks.lists import ASKS

describe(
    Module(
        name="asks",
        pages=(
            Page(
                "asks:asks",
                phrase("Questions with a time limit"),
                "ti-message-question",
                frozenset(ASKS.may),
                rank=63,
                group=Group.TEAM,
            ),
        ),
    )
)

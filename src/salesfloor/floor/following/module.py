"""What the following module says of itself."""

from salesfloor.base.modules import Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, SALESPEOPLE
from salesfloor.base.trades import WITH_FLOOR, WITH_ROTATION
from salesfloor.floor.following.parts import CHAIN, TALK, THREAD
from salesfloor.floor.following.samples import samples
from salesfloor.floor.following.shelf import SHELF
from salesfloor.floor.following.threads import AT_RECEPTION

describe(
    Module(
        name="following",
        pages=(
            Page(
                "following:shelf",
                phrase("Follow-up books"),
                "ti-notebook",
                SHELF,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=66,
                clauses=("3.4.3.1", "3.4.3.6"),
                group=Group.TEAM,
            ),
            Page(
                "following:threads",
                phrase("Threads"),
                "ti-messages",
                SALESPEOPLE,
                trades=WITH_ROTATION,
                rank=66,
                in_bar=False,
                clauses=("9.6.2.4",),
                group=Group.CUSTOMERS,
            ),
            Page(
                "following:lost",
                phrase("Remedies"),
                "ti-clipboard-check",
                MANAGERS,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=67,
                clauses=("9.5.2.3",),
                group=Group.CUSTOMERS,
            ),
        ),
        parts=(THREAD, TALK, CHAIN, AT_RECEPTION),
        samples=samples,
    )
)

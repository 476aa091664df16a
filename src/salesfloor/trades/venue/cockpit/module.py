"""What the pages of a service area say of themselves."""

from salesfloor.base.modules import Group, Module, Page, Subject, TodayPart, Wall, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.trades import Trade
from salesfloor.trades.venue.cockpit import sheets, today

AREA = frozenset({Trade.SERVICE_AREA})
ON_SITE = sheets.READERS

describe(
    Module(
        name="cockpit",
        pages=(
            Page(
                "cockpit:shift",
                phrase("Shift"),
                "ti-walk",
                ON_SITE,
                trades=AREA,
                rank=5,
                first_for={Post.SALESPERSON: 2, Post.LEAD: 2},
                clauses=("2.4.1", "2.4.2", "2.4.3"),
                tour=phrase(
                    "Arrived, in charge, hand-over, next round: the shift on one screen, for the thumb."
                ),
                group=Group.FLOOR,
            ),
            Page(
                "checks:choose",
                phrase("Checklists"),
                "ti-clipboard-check",
                ON_SITE,
                trades=AREA,
                rank=6,
                first_for={Post.SALESPERSON: 3, Post.LEAD: 3},
                clauses=("2.4.3",),
                tour=phrase(
                    "Tick item by item. What you tick survives a lost connection and is sent once."
                ),
                group=Group.FLOOR,
            ),
            Page(
                "cockpit:board",
                phrase("Wall board"),
                "ti-layout-dashboard",
                ON_SITE,
                trades=AREA,
                rank=8,
                first_for={Post.SALESPERSON: 4, Post.LEAD: 4},
                tour=phrase("Zones and rounds at a glance, readable from across the room."),
                group=Group.FLOOR,
            ),
        ),
        walls=(Wall("cockpit:tv", phrase("Wall board"), "area", AREA),),
        subjects=(
            Subject("handover", phrase("Hand-over"), "cockpit:handover", ("number",)),
            Subject("shift", phrase("Shift"), "cockpit:of_shift", ("code", "on")),
        ),
        today=(
            TodayPart("cockpit/_today.html", today.shift_card, posts=ON_SITE, trades=AREA, rank=10),
        ),
    )
)

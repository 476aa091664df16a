"""What the manners module says of itself."""

from __future__ import annotations

from salesfloor.base.modules import Group, Module, Page, TodayPart, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.base.trades import WITH_FLOOR, WITH_ROTATION
from salesfloor.floor.manners import today
from salesfloor.floor.manners.samples import samples
from salesfloor.floor.results import api as results
from salesfloor.kernel.rulebook import api as rulebook

describe(
    Module(
        name="manners",
        pages=(
            Page(
                "manners:team",
                phrase("Appearance"),
                "ti-shirt",
                LEADERS,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=58,
                clauses=("3.6.2.1", "9.1.2.1"),
                group=Group.FLOOR,
            ),
            Page(
                "checks:choose",
                phrase("Checklists"),
                "ti-clipboard-check",
                results.MEMBERS,
                trades=WITH_ROTATION,
                rank=59,
                clauses=("3.6.2.3", "7.1.13", "9.1.2.4", "9.2.1.1", "9.3.2.2"),
                group=Group.FLOOR,
            ),
            Page(
                "manners:ratings",
                phrase("Ratings"),
                "ti-star",
                results.MEMBERS,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=62,
                clauses=("7.2.1", "9.5.2.1"),
                group=Group.CUSTOMERS,
            ),
        ),
        today=(
            TodayPart(
                "manners/_today.html",
                today.part,
                posts=LEADERS | {Post.SALESPERSON, Post.DESK},
                trades=WITH_FLOOR,
                rank=30,
            ),
        ),
        samples=samples,
    )
)
rulebook.name_choices(
    {
        "计算器": phrase("calculator"),
        "荧光笔": phrase("highlighter"),
        "笔": phrase("pen"),
        "笔记本": phrase("notebook"),
        "名片": phrase("business cards"),
        "便签": phrase("sticky notes"),
    },
    policy="kit.person",
)
rulebook.name_choices(
    {
        "never": phrase("never"),
        "sign_in": phrase("at signing in"),
        "weekly": phrase("once a week"),
    },
    policy="kit.check_on",
)

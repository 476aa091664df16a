"""What the reception module says of itself."""

from salesfloor.base.modules import (
    BY,
    TIME,
    Book,
    Column,
    Group,
    Module,
    News,
    Page,
    Subject,
    Wall,
    describe,
)
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.trades import WITH_FLOOR, WITH_ROTATION
from salesfloor.floor.reception import live, permissions
from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.questions import ASKING
from salesfloor.floor.reception.samples import samples

_RULED = (
    TIME,
    Column("name", phrase("Name"), "value.name", weight=3),
    Column("phone", phrase("Phone"), "value.phone", "phone", weight=3),
    Column("area", phrase("Area"), "value.area", weight=3),
    Column("medium", phrase("Medium"), "value.medium", weight=3),
    Column("assigned_to", phrase("Received by"), "body.assigned_to", "person", weight=2),
    Column("remark", phrase("Remark"), "remark", weight=4),
    Column("owner", phrase("Owner"), "body.owner", "person", weight=2),
    BY,
)
"""The columns of the books of visitors and callers."""

describe(
    Module(
        name="reception",
        asked_about={
            "reception": lambda site_id, ref: Reception.objects.filter(
                site_id=site_id, ref=ref
            ).exists(),
        },
        parts=(ASKING,),
        pages=(
            Page(
                "reception:reception",
                phrase("My reception"),
                "ti-user-check",
                permissions.RECEPTION,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=10,
                first_for={Post.SALESPERSON: 2},
                tour=phrase(
                    "Sign in when you come. When a customer falls to you, this page becomes the reception by itself."
                ),
                group=Group.FLOOR,
            ),
            Page(
                "reception:receptions",
                phrase("Receptions"),
                "ti-list-details",
                permissions.RECEPTIONS,
                trades=WITH_ROTATION,
                rank=35,
                in_bar=False,
            ),
            Page(
                "reception:sources",
                phrase("Where customers come from"),
                "ti-chart-bar",
                permissions.REPORTS,
                trades=WITH_ROTATION,
                rank=36,
                in_bar=False,
                clauses=("9.1.1.4",),
            ),
            Page(
                "reception:figures",
                phrase("The floor in figures"),
                "ti-chart-histogram",
                permissions.REPORTS,
                trades=WITH_ROTATION,
                rank=36,
                in_bar=False,
                clauses=("9.5.1.4", "3.3.2.1", "3.2.4.3"),
            ),
            Page(
                "reception:own_figures",
                phrase("My floor figures"),
                "ti-chart-histogram",
                permissions.OWN_FIGURES,
                trades=WITH_ROTATION,
                rank=36,
                in_bar=False,
                clauses=("9.5.1.4", "3.3.2.1"),
            ),
            Page(
                "reception:greeting",
                phrase("Time to greet"),
                "ti-clock",
                permissions.REPORTS,
                trades=WITH_ROTATION,
                rank=37,
                in_bar=False,
                clauses=("9.1.1.2",),
            ),
            Page(
                "reception:board",
                phrase("Board"),
                "ti-layout-dashboard",
                permissions.BOARD,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=20,
                first_for={Post.SALESPERSON: 4, Post.LEAD: 2, Post.DESK: 3},
                clauses=(
                    "3.2.1.1",
                    "3.2.1.2",
                    "3.2.2",
                    "3.2.3.6",
                    "3.2.4.1",
                    "3.2.4.2",
                    "3.2.4.5",
                    "3.6.2.2",
                    "7.1.12",
                    "7.2.10",
                    "9.1.1.1",
                    "9.1.1.2",
                    "9.1.2.2",
                    "9.2.2.4",
                    "9.3.2.3",
                    "9.5.2.2",
                ),
                tour=phrase(
                    "Who is up, who is busy since when, who waits. Tap a name to learn why it stands there."
                ),
                group=Group.FLOOR,
            ),
            Page(
                "reception:duty_roster",
                phrase("Duty roster"),
                "ti-calendar-user",
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=72,
                clauses=("7.1.12",),
                group=Group.TEAM,
            ),
            Page(
                "reception:desk",
                phrase("Desk"),
                "ti-clipboard-plus",
                permissions.DESK,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=30,
                first_for={Post.LEAD: 4, Post.DESK: 2},
                clauses=(
                    "3.2.1.2",
                    "3.2.2",
                    "3.2.3.2",
                    "3.2.4.1",
                    "3.3.1.2",
                    "3.5.0",
                    "9.1.1.1",
                    "9.1.1.2",
                    "9.1.1.4",
                    "9.1.2.3",
                ),
                tour=phrase(
                    "One field takes phone or name; who receives stands below before you press Enter."
                ),
                group=Group.FLOOR,
            ),
        ),
        walls=(Wall("reception:board_tv", phrase("The board"), live.TELEVISION, WITH_ROTATION),),
        subjects=(Subject("reception", phrase("Reception"), "reception:named", ("ref",)),),
        books=(
            Book(
                "visit",
                phrase("Visit register"),
                phrase("Everybody who walks in, one line each."),
                _RULED,
                is_for_desk=True,
            ),
            Book(
                "call",
                phrase("Call register"),
                phrase("Everybody who rings, one line each."),
                _RULED,
                is_for_desk=True,
            ),
            Book(
                "sign_in",
                phrase("Sign-in book"),
                phrase("Who came when, and who was away."),
                is_traced=False,
                is_for_desk=True,
            ),
            Book(
                "floor",
                phrase("Reception journal"),
                phrase("What happened to each reception after its line was written."),
            ),
            Book(
                "conduct", phrase("Conduct book"), phrase("What was noted on the floor, by person.")
            ),
        ),
        news=(
            News(
                live.ASSIGNED,
                "reception:reception",
                frozenset({Post.SALESPERSON, Post.LEAD}),
                WITH_ROTATION,
            ),
        ),
        live=live.VIEWS,
        samples=samples,
    )
)

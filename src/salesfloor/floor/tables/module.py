"""What the tables module says of itself."""

from salesfloor.base.modules import Group, Module, Page, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.base.trades import WITH_FLOOR, WITH_ROTATION
from salesfloor.floor.tables import topics
from salesfloor.floor.tables.parts import TOPIC
from salesfloor.floor.tables.permissions import TABLES
from salesfloor.floor.tables.samples import samples
from salesfloor.floor.tables.seats import free_tables

describe(
    Module(
        name="tables",
        pages=(
            Page(
                "tables:plan",
                phrase("Sales tables"),
                "ti-coffee",
                TABLES,
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=31,
                clauses=("9.3.1.1", "9.3.1.5", "9.3.2.1", "9.3.2.4"),
                group=Group.FLOOR,
            ),
            Page(
                "tables:grading",
                phrase("How right grades were"),
                "ti-chart-bar",
                LEADERS | {Post.SALESPERSON},
                trades=WITH_ROTATION,
                bars=WITH_FLOOR,
                rank=62,
                clauses=("9.3.2.5",),
                group=Group.CUSTOMERS,
            ),
        ),
        parts=(TOPIC,),
        options={"sales_table": free_tables, "talk_topic": topics.choices},
        samples=samples,
    )
)

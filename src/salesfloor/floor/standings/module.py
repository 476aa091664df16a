"""What the module of standings and reports says of itself."""

from salesfloor.base.modules import Group, Module, Page, Subject, Wall, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS
from salesfloor.floor.results import api as results
from salesfloor.floor.standings.samples import samples

describe(
    Module(
        name="standings",
        pages=(
            Page(
                "standings:standings",
                phrase("Standings"),
                "ti-trophy",
                results.MEMBERS,
                trades=results.FLOORS,
                rank=35,
                clauses=("4.1.4", "4.2.3"),
                group=Group.RESULTS,
            ),
            Page(
                "standings:report",
                phrase("The daily report"),
                "ti-report",
                LEADERS,
                trades=results.FLOORS,
                rank=36,
                clauses=("4.6",),
                group=Group.RESULTS,
            ),
        ),
        subjects=(
            Subject("commendation", phrase("Commendation"), "standings:commendation", ("number",)),
        ),
        walls=(Wall("standings:wall", phrase("Standings"), "", results.FLOORS),),
        samples=samples,
    )
)

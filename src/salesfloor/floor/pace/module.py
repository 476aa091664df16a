"""What the module of pace and warnings says of itself."""

from salesfloor.base.modules import Beginning, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.trades import WITH_ROTATION, Trade
from salesfloor.floor.pace.samples import samples
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.rulebook import api as rulebook

rulebook.name_choices(
    {"week": phrase("Each week"), "month": phrase("Each month")}, policy="warning.period"
)

describe(
    Module(
        name="pace",
        pages=(
            Page(
                "pace:progress",
                phrase("Targets and progress"),
                "ti-target-arrow",
                results.MEMBERS,
                trades=results.FLOORS,
                rank=34,
                first_for={Post.SALESPERSON: 4, Post.LEAD: 4, Post.MANAGER: 3},
                first_in=frozenset({Trade.BANK_CARDS}),
                clauses=("4.1.2", "4.5.1", "4.5.2", "4.5.3", "7.1.3"),
                tour=phrase(
                    "Target, result and where it leads at this pace; below stands what it is worked out from."
                ),
                group=Group.RESULTS,
            ),
        ),
        subjects=(
            Subject("warning", phrase("Warning"), "pace:warning", ("number",)),
            Subject("warning_due", phrase("A warning to give"), "pace:due", ("number",)),
        ),
        beginnings=(
            Beginning(
                "pace:progress",
                phrase("Set the month's basic target"),
                phrase("Pace, reminders and warnings are reckoned from it."),
                lambda site_id: targets.Target.objects.filter(site_id=site_id),
                MANAGERS,
                WITH_ROTATION,
                clause="7.1.3",
                rank=50,
            ),
        ),
        samples=samples,
    )
)

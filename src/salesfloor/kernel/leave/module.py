"""What the leave module says of itself."""

from salesfloor.base.modules import Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.weekdays import Weekday
from salesfloor.kernel.leave.lists import MEMBERS
from salesfloor.kernel.leave.samples import samples
from salesfloor.kernel.rulebook import api as rulebook

rulebook.name_choices(Weekday.labels(), policy="work.weekdays")
rulebook.name_choices(
    {"open": phrase("worked"), "closed": phrase("not worked")}, policy="work.holidays"
)
describe(
    Module(
        name="leave",
        pages=(
            Page(
                "leave:leave",
                phrase("Leave"),
                "ti-beach",
                MEMBERS,
                rank=55,
                clauses=("7.1.1",),
                group=Group.TEAM,
            ),
        ),
        subjects=(Subject("leave", phrase("Leave"), "leave:one", ("number",)),),
        samples=samples,
    )
)

"""What the meetings module says of itself."""

from salesfloor.base.modules import Book, Group, Module, Page, Subject, TodayPart, describe
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.weekdays import Weekday
from salesfloor.floor.meetings import today
from salesfloor.floor.meetings.commands.fields import MEMBERS
from salesfloor.floor.meetings.samples import samples
from salesfloor.floor.results import api as results
from salesfloor.kernel.rulebook import api as rulebook

rulebook.name_choices(Weekday.labels(), policy="weekly_meeting.weekday")
describe(
    Module(
        name="meetings",
        pages=(
            Page(
                "meetings:meetings",
                phrase("Meetings"),
                "ti-calendar-user",
                MEMBERS,
                rank=46,
                clauses=("3.6.1.1", "3.6.1.2", "3.6.1.3", "3.6.1.4", "4.1.1"),
                group=Group.TEAM,
            ),
            Page(
                "meetings:house",
                phrase("House in pictures"),
                "ti-chart-bar",
                MANAGERS,
                rank=47,
                clauses=("4.2.1.3", "7.1.14", "3.6.2.1", "9.4.4"),
                group=Group.TEAM,
            ),
        ),
        subjects=(Subject("meeting", phrase("Meeting"), "meetings:meeting", ("code",)),),
        books=(
            Book(
                "meetings",
                phrase("Meetings"),
                phrase(
                    "Each meeting: when, who came, what was raised, the minutes and who read them."
                ),
            ),
        ),
        today=(
            TodayPart(
                "meetings/_today.html", today.part, today.POSTS, trades=results.FLOORS, rank=8
            ),
        ),
        samples=samples,
    )
)

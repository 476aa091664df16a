"""Speaking up: items before, words and problems during a meeting (3.6.1.2, 3.6.1.4, 4.1.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, iso
from salesfloor.base.commands import StaffActor, command
from salesfloor.base.dates import DayOrMoment
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.texts import Code
from salesfloor.floor.meetings import nameless, rules, standing
from salesfloor.floor.meetings.agenda import result_of_team
from salesfloor.floor.meetings.commands.fields import (
    MEMBERS,
    OPENLY,
    OUTSPOKEN,
    MeetingName,
    Nothing,
    Who,
    Words,
    chaired,
    done,
    meeting_of,
    must_be,
    site_of,
)
from salesfloor.floor.meetings.models import (
    Attendance,
    Issue,
    Item,
    Meeting,
    Minutes,
    Spoken,
    Status,
    TeamReport,
)
from salesfloor.floor.results import api as results
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.tasks import api as tasks

_BEFORE_THE_MINUTES = (Status.PLANNED, Status.OPEN, Status.CLOSED)


def _named_or_next(code: str | None, actor: StaffActor, at: datetime) -> Meeting:
    return meeting_of(code or standing.next_weekly(site_of(actor), at).code, actor, at)


def _before_minutes(row: Meeting, *states: Status) -> None:
    """Let the minutes of a meeting be still to come.

    :raises Refused: `input` otherwise.
    """
    must_be(row, *states)
    if Minutes.objects.filter(meeting=row).exists():
        raise bad_input(phrase("The minutes of this meeting are published. Take the next one."))


class ItemPut(Answer):
    """The number of the item."""

    item: int


@command(
    "add_item",
    may=MEMBERS,
    word=phrase("Put an item on the agenda"),
    clauses=(OPENLY,),
    writes=RegisterLine("meetings", phrase("Item {item} for meeting {for_meeting}."),
                        facts={"for_meeting": str}),
    done=phrase("It stands on the agenda."),
    nameless="anonymous",
)  # fmt: skip
def add_item(
    *,
    actor: StaffActor,
    at: datetime,
    words: Words,
    meeting: MeetingName | None = None,
    anonymous: Annotated[
        bool,
        Label(
            "Without my name",
            hint=phrase(
                "Nobody can find out whose it is, now or later. Where few people work, they may guess."
            ),
        ),
    ] = False,
) -> ItemPut:
    """Put something on the agenda of a meeting, before it, or after it until the minutes are out.

    :raises Refused: `input` once the minutes are published, or beyond what one person puts without a name.
    """
    row = _named_or_next(meeting, actor, at)
    _before_minutes(row, *_BEFORE_THE_MINUTES)
    if anonymous:
        nameless.count_one(row, actor.staff_id, at)
    number = Item.objects.filter(meeting=row).count() + 1
    Item.objects.create(
        meeting=row,
        number=number,
        on=day_of(at),
        words=words,
        by="" if anonymous else actor.code,
    )
    if not anonymous:
        body = {"item": number, "for_meeting": row.code}
        registers.record(actor=actor, at=at, body=body, personal={"words": words})
        done(row, OPENLY)
    return ItemPut(item=number)


class TeamReported(Answer):
    """The team, and its result of the week before."""

    team: str
    result: int | float | str


@command(
    "report_team",
    may=MEMBERS,
    word=phrase("Report for the team"),
    clauses=("4.1.1",),
    writes=RegisterLine("meetings", phrase("Report of team {team} for meeting {for_meeting}."),
                        facts={"for_meeting": str}),
    done=phrase("Your words stand beside the team's figures."),
)  # fmt: skip
def report_team(
    *, actor: StaffActor, at: datetime, words: Words, meeting: MeetingName | None = None
) -> TeamReported:
    """Add words to what the registers say of one's team.

    :raises Refused: `access` for somebody who leads no team; `input` once the minutes are published.
    """
    team_id = results.team_led_by(actor, at)
    if team_id is None:
        raise no_access(phrase("A team's report is its lead's."))
    row = _named_or_next(meeting, actor, at)
    _before_minutes(row, *_BEFORE_THE_MINUTES)
    TeamReport.objects.update_or_create(
        meeting=row, team_id=team_id, defaults={"words": words, "by": actor.code, "at": at}
    )
    team = people.team_names_of(actor.site_id)[team_id]
    body = {"team": team, "for_meeting": row.code}
    registers.record(actor=actor, at=at, body=body, personal={"words": words})
    done(row, "4.1.1")
    return TeamReported(team=team, result=result_of_team(row, team_id, at))


@command(
    "speak",
    may=MEMBERS,
    word=phrase("Note who said what"),
    clauses=(OUTSPOKEN,),
    writes=RegisterLine("meetings", phrase("Meeting {meeting}: {who} spoke.")),
    done=phrase("Noted."),
)
def speak(
    *, actor: StaffActor, at: datetime, meeting: MeetingName, who: Who, words: Words
) -> Nothing:
    """Note in the meeting who said what.

    :raises Refused: `access` for anybody but the chair; `input` before it is opened or with the minutes out.
    """
    row = chaired(meeting, actor, at)
    person = people.person_here(who, actor.site_id, at)
    _before_minutes(row, Status.OPEN, Status.CLOSED)
    Spoken.objects.create(meeting=row, staff_id=person.pk, words=words, at=at)
    body = {"meeting": row.code, "who": who}
    registers.record(actor=actor, at=at, body=body, personal={"words": words})
    done(row, OUTSPOKEN)
    return Nothing()


class IssueRaised(Answer):
    """The task that it becomes."""

    task: int


@command(
    "raise_issue",
    may=MEMBERS,
    word=phrase("Raise a problem"),
    clauses=(OUTSPOKEN,),
    writes=RegisterLine(
        "meetings", phrase("Meeting {meeting}: a problem for {owner}, task {task}.")
    ),
    done=phrase("It is a task, and comes again until it is done."),
)
def raise_issue(
    *,
    actor: StaffActor,
    at: datetime,
    meeting: MeetingName,
    words: Words,
    owner: Annotated[Code, Label("Who takes care of it"), Reference("person")],
    due: Annotated[DayOrMoment, Label("Due", hint=phrase("a day is due by its end"))],
) -> IssueRaised:
    """Raise a problem in a meeting: who takes care of it, until when; it comes again until it is done.

    :raises Refused: `access` for somebody neither expected nor there; `input` before the meeting is opened,
        with the minutes out, or for a time that is over.
    """
    row = meeting_of(meeting, actor, at)
    person = people.person_here(owner, actor.site_id, at)
    is_there = Attendance.objects.filter(meeting=row, staff_id=actor.staff_id).exists()
    is_expected = is_there or actor.staff_id in row.expected or standing.is_chair(row, actor, at)
    rules.may_raise(is_expected=is_expected).enforce()
    _before_minutes(row, Status.OPEN, Status.CLOSED)
    task = give_task(row, person, words, due, actor, at)
    Issue.objects.create(
        meeting=row, site_id=row.site_id, task=task.number, words=words, by=actor.code, at=at
    )
    registers.record(
        actor=actor,
        at=at,
        body={"meeting": row.code, "owner": owner, "task": task.number, "due_at": iso(task.due_at)},
        personal={"words": words},
    )
    done(row, OUTSPOKEN)
    return IssueRaised(task=task.number)


def give_task(  # noqa: PLR0917 - a task in a meeting has no fewer facts
    row: Meeting,
    person: people.Staff,
    words: str,
    due: DayOrMoment,
    actor: StaffActor,
    at: datetime,
) -> tasks.Task:
    """Give somebody what a meeting wants done.

    :raises Refused: `input` for a time that is over.
    """
    order = tasks.Order(
        staff_id=person.pk,
        what=words,
        due=due,
        about=row.subject,
        given_by_id=actor.staff_id,
    )
    if tasks.due_instant(due) <= at:
        raise bad_input(phrase("That time is over already."))
    return tasks.give(order, site_id=row.site_id, at=at)

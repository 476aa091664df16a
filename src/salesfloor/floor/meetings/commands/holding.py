"""Opening a meeting, coming to it, closing it; or writing it down afterwards (3.6.1.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import day_of, iso
from salesfloor.base.choices import Choice
from salesfloor.base.commands import StaffActor, command
from salesfloor.base.dates import DayOrMoment
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, RequiredNote
from salesfloor.floor.meetings import closing, publishing, rules, standing
from salesfloor.floor.meetings.agenda import announce_targets
from salesfloor.floor.meetings.commands.fields import (
    MEMBERS,
    MINUTES,
    PUNCTUAL,
    MeetingName,
    Who,
    chaired,
    done,
    meeting_of,
    must_be,
    site_of,
)
from salesfloor.floor.meetings.commands.speaking import give_task
from salesfloor.floor.meetings.models import Attendance, Issue, Meeting, Status
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook


class MeetingOpened(Answer):
    """When it began, and who is expected."""

    began_at: Instant
    expected: list[str]


@command(
    "open_meeting",
    may=MEMBERS,
    word=phrase("Open the meeting"),
    clauses=(PUNCTUAL, "4.1.1"),
    writes=RegisterLine(
        "meetings", phrase("Meeting {meeting} is open."), facts={"began_at": datetime}
    ),
    done=phrase("The meeting is open."),
)
def open_meeting(*, actor: StaffActor, at: datetime, meeting: MeetingName) -> MeetingOpened:
    """Open a meeting on its day, from half an hour before its start.

    :raises Refused: `access` for anybody but the chair; `input` too early, on another day, or twice.
    """
    row = chaired(meeting, actor, at)
    must_be(row, Status.PLANNED)
    is_same_day = day_of(at) == day_of(row.starts_at)
    rules.may_open(row.starts_at, at, is_same_day=is_same_day).enforce()
    closing.begin(row, site_of(actor), max(row.starts_at, at), at)
    closing.watch_closing(row, at)
    expected = standing.codes(row.expected)
    registers.record(
        actor=actor,
        at=at,
        body={"meeting": row.code, "began_at": iso(row.began_at or at), "expected": expected},
    )
    announce_targets(row, site_of(actor), at)
    done(row, PUNCTUAL, *(["4.1.1"] if row.week else []))
    return MeetingOpened(began_at=row.began_at or at, expected=expected)


class Coming(Choice):
    """Whether somebody came in time."""

    ON_TIME = "on_time", phrase("on time")
    LATE = "late", phrase("came late")


class Attended(Answer):
    """How many whole minutes late, and whether that counts."""

    minutes_late: int
    state: Coming


@command(
    "attend",
    may=MEMBERS,
    word=phrase("I am here"),
    clauses=(PUNCTUAL,),
    writes=RegisterLine("meetings", phrase("{attending} came to meeting {meeting}."),
                        facts={"attending": str}),
    done=phrase("You are on the list."),
)  # fmt: skip
def attend(
    *, actor: StaffActor, at: datetime, meeting: MeetingName, who: Who | None = None
) -> Attended:
    """Say that one is there, or the chair of somebody; with a customer as it began nobody is late.

    :raises Refused: `access` for somebody else unless one chairs; `input` twice, or when it is over.
    """
    row = meeting_of(meeting, actor, at)
    person = people.person_here(who or actor.code, actor.site_id, at)
    if person.pk != actor.staff_id:
        rules.may_chair(is_chair=standing.is_chair(row, actor, at)).enforce()
    must_be(row, Status.PLANNED, Status.OPEN)
    if Attendance.objects.filter(meeting=row, staff_id=person.pk).exists():
        raise bad_input(phrase("{who} is on the list already.", who=person.code))
    minutes = _minutes_late(row, person.pk, at)
    limit = rulebook.policies(row.site_id, at)["meeting.late_from_minutes"]
    is_late = minutes >= limit
    Attendance.objects.create(
        meeting=row, staff_id=person.pk, at=at, minutes_late=minutes, is_late=is_late
    )
    body = {"meeting": row.code, "attending": person.code, "minutes_late": minutes}
    registers.record(actor=actor, at=at, body=body)
    done(row, PUNCTUAL)
    return Attended(minutes_late=minutes, state=Coming.LATE if is_late else Coming.ON_TIME)


def _minutes_late(row: Meeting, staff_id: int, at: datetime) -> int:
    if row.status != Status.OPEN or row.began_at is None:
        return 0
    free_at = closing.busy_until(staff_id, row.began_at, at)
    return rules.whole_minutes(max(row.began_at, free_at or row.began_at), at)


class Excuse(Answer):
    """Who was not there, and why that is no fault."""

    who: str
    why: str


class MeetingClosed(Answer):
    """Who was there, who of them late; who was absent, who excused."""

    present: list[str]
    late: list[str]
    absent: list[str]
    excused: list[Excuse]


@command(
    "close_meeting",
    may=MEMBERS,
    word=phrase("Close the meeting"),
    clauses=(PUNCTUAL,),
    writes=RegisterLine("meetings", phrase("Meeting {meeting} is closed.")),
    done=phrase("The meeting is closed. Publish its minutes."),
)
def close_meeting(*, actor: StaffActor, at: datetime, meeting: MeetingName) -> MeetingClosed:
    """Close a meeting: who came late or was absent goes on record by itself.

    :raises Refused: `access` for anybody but the chair; `input` for one that is not open.
    """
    row = chaired(meeting, actor, at)
    must_be(row, Status.OPEN)
    closing.sum_up(row, at)
    answer = closed_answer(row)
    registers.record(actor=actor, at=at, body={"meeting": row.code, **answer.as_json()})
    closing.put_on_record(row, at)
    done(row, PUNCTUAL)
    return answer


def closed_answer(row: Meeting) -> MeetingClosed:
    """Return what is known of a meeting that is closed."""
    came = list(Attendance.objects.filter(meeting=row).values_list("staff_id", flat=True))
    named = people.codes_of([int(one) for one in row.excused])
    excused = sorted((named[int(one)], why) for one, why in row.excused.items())
    return MeetingClosed(
        present=standing.codes(came),
        late=standing.codes(row.late),
        absent=standing.codes(row.absent),
        excused=[Excuse(who=who, why=why) for who, why in excused],
    )


class Decision(Answer):
    """Something decided: what, by whom, until when."""

    what: Annotated[RequiredNote, Label("What")]
    who: Who
    due: Annotated[DayOrMoment, Label("Due")]


class MeetingHeld(Answer):
    """The meeting, who was absent, and the tasks that came of it."""

    meeting: str
    absent: list[str]
    tasks: list[int]


@command(
    "hold_meeting",
    may=MEMBERS,
    word=phrase("Write a meeting down"),
    clauses=(PUNCTUAL, MINUTES),
    writes=RegisterLine("meetings", phrase("Meeting {meeting} was held."), facts={"kind": str}),
    done=phrase("The meeting is on record; its minutes wait to be signed."),
)
def hold_meeting(
    *,
    actor: StaffActor,
    at: datetime,
    meeting: MeetingName,
    present: Annotated[
        list[Annotated[Code, Reference("person")]], Field(max_length=500), Label("Who was there")
    ],
    minutes: Annotated[RequiredNote, Label("Minutes")],
    decisions: Annotated[list[Decision], Field(max_length=50), Label("What was decided")]
    | None = None,
) -> MeetingHeld:
    """Write a meeting down afterwards: who was there, the minutes, what was decided; nobody is late.

    :raises Refused: `access` for anybody but the chair; `input` before its start, or once it was opened.
    """
    row = chaired(meeting, actor, at)
    came = [people.person_here(code, actor.site_id, at) for code in dict.fromkeys(present)]
    whose = [people.person_here(one.who, actor.site_id, at) for one in decisions or ()]
    must_be(row, Status.PLANNED)
    if at < row.starts_at:
        raise bad_input(phrase("The meeting has not begun yet."))
    closing.begin(row, site_of(actor), row.starts_at, at)
    for person in came:
        Attendance.objects.create(meeting=row, staff_id=person.pk, at=row.starts_at)
    closing.sum_up_afterwards(row, at)
    given = [
        give_task(row, person, one.what, one.due, actor, at)
        for one, person in zip(decisions or (), whose, strict=True)
    ]
    for task in given:
        Issue.objects.create(
            meeting=row,
            site_id=row.site_id,
            task=task.number,
            words=task.what,
            by=actor.code,
            at=at,
        )
    absent, numbers = standing.codes(row.absent), [task.number for task in given]
    registers.record(
        actor=actor,
        at=at,
        body={
            "meeting": row.code,
            "kind": row.kind,
            "present": [person.code for person in came],
            "absent": absent,
            "tasks": numbers,
        },
    )
    publishing.publish(row, minutes, "", actor, at)
    announce_targets(row, site_of(actor), at)
    closing.put_on_record(row, at)
    done(row, PUNCTUAL, MINUTES)
    return MeetingHeld(meeting=row.code, absent=absent, tasks=numbers)

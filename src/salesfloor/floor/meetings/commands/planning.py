"""Calling a meeting, moving it, calling it off (3.6.1.1, 4.1.1)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import day_of, iso
from salesfloor.base.commands import StaffActor, command
from salesfloor.base.dates import Moment
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, MANAGERS
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, RequiredLine
from salesfloor.floor.meetings import rules, standing
from salesfloor.floor.meetings.commands.fields import (
    MEMBERS,
    PUNCTUAL,
    MeetingName,
    Nothing,
    Reason,
    chaired,
    done,
    must_be,
    site_of,
)
from salesfloor.floor.meetings.models import Kind, Meeting, Status
from salesfloor.floor.results import api as results
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 1440
Begins = Annotated[Moment, Label("Begins")]
People = Annotated[
    list[Annotated[Code, Reference("person")]],
    Field(max_length=500),
    Label("Who is called", hint=phrase("Left out: everybody who sells here, or the team.")),
]


class MeetingPlanned(Answer):
    """The meeting, and who is called to it."""

    meeting: str
    people: list[str]


@command(
    "plan_meeting",
    may=LEADERS,
    word=phrase("Call a meeting"),
    clauses=(PUNCTUAL, "7.1.12"),
    writes=RegisterLine(
        "meetings",
        phrase("Meeting {meeting} is called for {starts_at}."),
        facts={"starts_at": datetime},
    ),
    done=phrase("The meeting is called; everybody is told."),
)
def plan_meeting(
    *,
    actor: StaffActor,
    at: datetime,
    meeting: Annotated[Code, Label("Name of the meeting")],
    title: Annotated[RequiredLine, Label("What it is about")],
    starts_at: Begins,
    people: People | None = None,
    kind: Annotated[Kind, Label("Kind")] | None = None,
    minutes: Annotated[int, Field(ge=1, le=LONGEST), Label("Minutes")] = 60,
) -> MeetingPlanned:
    """Call a meeting: who is called, when it begins, how long it lasts.

    :raises Refused: `access` for a lead who calls others than the own team; `input` for a name that is
        taken; 7.1.12 in opening hours of a day on which nobody has duty.
    """
    site = site_of(actor)
    named = _named(people, actor, at)
    team_id = _team_of(actor, kind, at, named)
    if (
        standing.is_weekly_code(meeting)
        or Meeting.objects.filter(site_id=site.pk, code=meeting).exists()
    ):
        raise bad_input(phrase("There is a meeting called {meeting} already.", meeting=meeting))
    row = Meeting(
        site_id=site.pk,
        code=meeting,
        title=title,
        kind=(kind or (Kind.ROUTINE if team_id is None else Kind.TEAM)).value,
        team_id=team_id,
        starts_at=starts_at,
        minutes=minutes,
        planned_by_id=actor.staff_id,
        planned_at=at,
        named=named,
    )
    called = called_to(row, site)
    row.save()
    registers.record(
        actor=actor,
        at=at,
        body={
            "meeting": meeting,
            "starts_at": iso(starts_at),
            "kind": row.kind,
            "minutes": minutes,
            "people": standing.codes(called),
        },
        personal={"title": title},
    )
    _tell(row, called, at)
    done(row, PUNCTUAL)
    return MeetingPlanned(meeting=meeting, people=standing.codes(called))


def _named(given: Sequence[str] | None, actor: StaffActor, at: datetime) -> list[int] | None:
    if given is None:
        return None
    found = [people.person_here(code, actor.site_id, at).pk for code in dict.fromkeys(given)]
    if not found:
        raise bad_input(phrase("Name who is called, or leave it out."))
    return found


def _team_of(
    actor: StaffActor, kind: Kind | None, at: datetime, named: list[int] | None
) -> int | None:
    """Return the team whose meeting it is.

    :raises Refused: `access` for a lead who calls others; `input` for a team's meeting without people by
        somebody who has no team.
    """
    if actor.post in MANAGERS:
        if kind is Kind.TEAM and named is None:
            raise bad_input(phrase("Name who is called: you lead no team."))
        return None
    team_id = results.team_led_by(actor, at)
    own = {one.pk for one in results.members_of(team_id or 0, actor.site_id, at)}
    leads = team_id is not None and own.issuperset(named or ())
    rules.may_plan(leads_the_team=leads).enforce()
    return team_id


def called_to(row: Meeting, site: people.Site) -> list[int]:
    """Return who is called to a meeting; who has duty stays on the floor.

    :raises Refused: 7.1.12 in opening hours of a day on which nobody has duty.
    """
    in_hours, on_duty = standing.duty_of(site, row.starts_at, row.minutes)
    rules.floor_stays_manned(is_in_hours=in_hours, has_duty=bool(on_duty)).enforce()
    return rules.without(standing.invited(row, row.starts_at), on_duty)


def _tell(row: Meeting, staff_ids: list[int], at: datetime) -> None:
    messages.tell_all(
        staff_ids,
        site_id=row.site_id,
        at=at,
        clause=PUNCTUAL,
        sentence=phrase("Meeting: {title}, {at}.", title=row.title, at=row.starts_at),
        subject=row.subject,
    )


class MeetingMoved(Answer):
    """When the meeting begins now."""

    starts_at: Instant


@command(
    "move_meeting",
    may=MEMBERS,
    word=phrase("Move a meeting"),
    clauses=(PUNCTUAL, "7.1.12"),
    writes=RegisterLine(
        "meetings",
        phrase("Meeting {meeting} is moved to {starts_at}."),
        facts={"starts_at": datetime},
    ),
    done=phrase("The meeting is moved; everybody is told."),
)
def move_meeting(
    *, actor: StaffActor, at: datetime, meeting: MeetingName, starts_at: Begins, reason: Reason
) -> MeetingMoved:
    """Move a meeting that has not begun.

    :raises Refused: `access` for anybody but the chair; `input` once it has begun; 7.1.12 in opening hours
        of a day on which nobody has duty.
    """
    row = chaired(meeting, actor, at)
    must_be(row, Status.PLANNED)
    row.starts_at, row.is_moved = starts_at, True
    called = called_to(row, site_of(actor))
    row.save()
    if row.week is not None:
        standing.watch(row)
    registers.record(
        actor=actor,
        at=at,
        body={"meeting": meeting, "starts_at": iso(starts_at)},
        personal={"reason": reason},
    )
    _tell(row, called, at)
    done(row, PUNCTUAL)
    return MeetingMoved(starts_at=starts_at)


@command(
    "cancel_meeting",
    may=MEMBERS,
    word=phrase("Call a meeting off"),
    clauses=(PUNCTUAL,),
    writes=RegisterLine("meetings", phrase("Meeting {meeting} is called off.")),
    done=phrase("The meeting is called off; everybody is told."),
)
def cancel_meeting(
    *, actor: StaffActor, at: datetime, meeting: MeetingName, reason: Reason
) -> Nothing:
    """Call off a meeting that has not begun; a weekly one is missed all the same.

    :raises Refused: `access` for anybody but the chair; `input` once it has begun.
    """
    row = chaired(meeting, actor, at)
    must_be(row, Status.PLANNED)
    row.status = Status.CANCELLED
    row.save(update_fields=["status"])
    registers.record(actor=actor, at=at, body={"meeting": meeting}, personal={"reason": reason})
    _, on_duty = standing.duty_of(site_of(actor), row.starts_at, row.minutes)
    messages.tell_all(
        rules.without(standing.invited(row, row.starts_at), on_duty),
        site_id=row.site_id,
        at=at,
        clause=PUNCTUAL,
        sentence=phrase(
            "The meeting of {day} is called off: {reason}", day=day_of(row.starts_at), reason=reason
        ),
        subject=row.subject,
    )
    done(row, PUNCTUAL)
    return Nothing()

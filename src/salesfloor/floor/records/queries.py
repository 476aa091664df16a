"""Who has handed in the records of a day, and who has not (7.1.10)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.china_time import day_of
from salesfloor.base.choices import Choice
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.floor.records import owing
from salesfloor.floor.records.models import HandIn
from salesfloor.floor.results import api as results
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people


class HandInState(Choice):
    """What became of a person's records of a day."""

    HANDED_IN = "handed_in", phrase("handed in")
    OPEN = "open", phrase("open")
    MISSED = "missed", phrase("missed")
    NOT_OWED = "not_owed", phrase("not owed")
    EXCUSED = "excused", phrase("excused")


class HandInRow(Answer):
    """A person, what became of the records, and when they were handed in."""

    who: str
    state: HandInState
    at: Instant | None


class HandIns(Answer):
    """The records of a day, by person."""

    rows: list[HandInRow]


@question(
    "hand_ins",
    may=results.MEMBERS,
    word=phrase("Who has handed in"),
    clauses=("7.1.10",),
    trades=results.FLOORS,
)
def hand_ins(
    *, actor: StaffActor, at: datetime, on: Annotated[Day, Label("Day")] | None = None
) -> HandIns:
    """Return who has handed in the records of a day, of the people that the asker sees."""
    site = people.Site.objects.get(pk=actor.site_id)
    day = on or day_of(at)
    attendance = leave.Attendance(site, day, day)
    sight = results.sight_of(actor, at)
    rows = {row.staff_id: row for row in HandIn.objects.filter(site_id=site.pk, on=day)}
    misses = {
        miss.subject: miss
        for miss in duties.Miss.objects.filter(
            site_id=site.pk, duty="hand_in", period=day.isoformat()
        )
    }
    is_shut = at >= owing.door(site.pk, day, at)
    found = []
    for person in sorted(attendance.staff.values(), key=lambda one: one.code):
        if person.post != Post.SALESPERSON or not sight.sees(person.pk):
            continue
        row, miss = rows.get(person.pk), misses.get(person.code)
        if row is not None:
            state = HandInState.HANDED_IN
        elif miss is not None:
            is_off = miss.excused_at is not None
            state = HandInState.EXCUSED if is_off else HandInState.MISSED
        elif not owing.owes_records(site, attendance, person, day, at):
            state = HandInState.NOT_OWED
        else:
            state = HandInState.MISSED if is_shut else HandInState.OPEN
        found.append(HandInRow(who=person.code, state=state, at=row.at if row else None))
    return HandIns(rows=found)

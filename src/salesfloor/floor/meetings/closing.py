"""Opening a meeting and closing it: who was expected, who came late, who was absent and why (3.6.1.1)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q

from salesfloor.base import lines
from salesfloor.base.acts import announce, miss
from salesfloor.base.china_time import day_of
from salesfloor.base.fields import Who
from salesfloor.base.phrases import phrase
from salesfloor.floor.meetings import nameless, rules, standing
from salesfloor.floor.meetings.models import Attendance, Meeting, Status
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

CLAUSE: Final = "3.6.1.1"
CLOSES: Final = "meeting_closes"
ON_LEAVE, ON_DUTY, WITH_CUSTOMER = "leave", "on_duty", "with_customer"
LATE: Final = lines.line(
    "meeting_late",
    "meetings",
    phrase("{who} came {minutes} minutes late to meeting {meeting}."),
    facts={"who": Who, "minutes": int, "meeting": str},
)
ABSENT: Final = lines.line(
    "meeting_absent",
    "meetings",
    phrase("{who} was absent from meeting {meeting}."),
    facts={"who": Who, "meeting": str},
)


def begin(row: Meeting, site: people.Site, began_at: datetime, at: datetime) -> None:
    """Open a meeting: work out who is called, and who of them is expected at that moment."""
    _, on_duty = standing.duty_of(site, row.starts_at, row.minutes)
    called = standing.invited(row, began_at)
    days = leave.attendance(site, [day_of(began_at)])
    there = {one.pk for one in days.expected_at(began_at)}
    row.began_at, row.opened_at, row.status = began_at, at, Status.OPEN
    row.on_duty = [one for one in called if one in on_duty]
    row.called = rules.without(called, on_duty)
    row.expected = [one for one in row.called if one in there]
    row.save()
    if row.week is not None:
        deadlines.settle(standing.MISSED, subject=row.pk, at=at)


def watch_closing(row: Meeting, at: datetime) -> None:
    """Let a meeting close by itself when nobody closes it."""
    minutes = rulebook.policies(row.site_id, at)["meeting.closes_after_minutes"]
    due_at = (row.began_at or at) + timedelta(minutes=minutes)
    deadlines.set_due(CLOSES, subject=row.pk, site_id=row.site_id, due_at=due_at)


def busy_until(staff_id: int, began_at: datetime, at: datetime) -> datetime | None:
    """Return when the person's own reception that ran as a meeting began ended, now if it has not."""
    rows = reception.Reception.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=began_at),
        receiver_id=staff_id,
        assigned_at__lte=began_at,
        struck_at=None,
        is_late=False,
    )
    ends = [at if end is None else min(end, at) for end in rows.values_list("ended_at", flat=True)]
    return max(ends, default=None)


def with_customer(row: Meeting, at: datetime) -> set[int]:
    """Return who has been in one and the same reception since the meeting began."""
    rows = reception.Reception.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=at),
        site_id=row.site_id,
        assigned_at__lte=row.began_at,
        struck_at=None,
        is_late=False,
    )
    found = rows.values_list("receiver_id", flat=True)
    return {one for one in found if one is not None}


def sum_up(row: Meeting, at: datetime) -> None:
    """Close a meeting: work out who was late, absent and excused."""
    deadlines.settle(CLOSES, subject=row.pk, at=at)
    _sum_up(row, with_customer(row, at), at)
    row.closed_at = at
    row.save()


def sum_up_afterwards(row: Meeting, at: datetime) -> None:
    """Close a meeting that is written down: only leave and duty excuse."""
    _sum_up(row, set(), row.starts_at)
    row.closed_at = at
    row.save()


def _sum_up(row: Meeting, busy: set[int], at: datetime) -> None:
    came = {one.staff_id: one for one in Attendance.objects.filter(meeting=row)}
    began_at = row.began_at or at
    missing = rules.without(row.expected, list(came))
    excused: dict[int, str] = {}
    for one in missing:
        if one in busy:
            excused[one] = WITH_CUSTOMER
        elif leave.is_on_leave(one, at):
            excused[one] = ON_LEAVE
    for one in rules.without(row.called, [*came, *row.expected]):
        if leave.is_on_leave(one, began_at):
            excused[one] = ON_LEAVE
    if row.week is not None:
        excused.update(dict.fromkeys(rules.without(row.on_duty, list(came)), ON_DUTY))
    row.excused = {str(one): why for one, why in excused.items()}
    row.absent = rules.without(missing, list(excused))
    row.late = [one for one, coming in came.items() if coming.is_late]
    row.status = Status.CLOSED
    nameless.forget(row)


def put_on_record(row: Meeting, at: datetime) -> None:
    """Put lateness and absence on record, and tell of them."""
    minutes = dict(Attendance.objects.filter(meeting=row).values_list("staff_id", "minutes_late"))
    codes = people.codes_of([*row.late, *row.absent])
    for staff_id in sorted(row.late, key=lambda one: codes[one]):
        _record(row, "late", LATE, staff_id, {"minutes": minutes[staff_id]}, at)
    for staff_id in sorted(row.absent, key=lambda one: codes[one]):
        _record(row, "absent", ABSENT, staff_id, {}, at)


def _record(  # noqa: PLR0917 - the facts of what is on record
    row: Meeting,
    item: str,
    line: lines.RegisterLine,
    staff_id: int,
    more: dict[str, int],
    at: datetime,
) -> None:
    system = deadlines.system_actor(row.site_id)
    record = conduct.put_on_record(
        site_id=row.site_id,
        staff_id=staff_id,
        matter=conduct.Matter(item, CLAUSE, row.subject),
        actor=system,
        at=at,
    )
    who = people.codes_of([staff_id])[staff_id]
    facts = {"meeting": row.code, "who": who, **more, "conduct": record.number}
    registers.write(line, actor=system, at=at, body=facts, site_id=row.site_id)
    miss(CLAUSE, who)
    announce(line.do, CLAUSE, at=at, **facts)

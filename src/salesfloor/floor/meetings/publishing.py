"""Minutes: publishing a version, who has to read and sign it, and until when (3.6.1.3)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, days_after, end_of
from salesfloor.base.phrases import phrase
from salesfloor.floor.meetings.models import Attendance, Meeting, Minutes, Signature
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from salesfloor.base.commands import StaffActor

CLAUSE: Final = "3.6.1.3"
UNSIGNED: Final = "minutes_unsigned"
TO_SIGN: Final = "minutes_to_sign"


def current(row: Meeting) -> Minutes | None:
    """Return the version of the minutes that holds, if any is published."""
    return Minutes.objects.filter(meeting_id=row.pk).order_by("-version").first()


def publish(row: Meeting, words: str, reason: str, actor: StaffActor, at: datetime) -> Minutes:
    """Publish a version of the minutes; all who were expected are asked to read and sign it."""
    before = current(row)
    if before is not None:
        deadlines.settle(UNSIGNED, subject=before.pk, at=at)
    excused = [int(one) for one in row.excused]
    minutes = Minutes.objects.create(
        meeting=row,
        version=1 if before is None else before.version + 1,
        words=words,
        reason=reason,
        by_id=actor.staff_id,
        at=at,
        waits_for=list(dict.fromkeys([*row.expected, *excused])),
    )
    for staff_id in minutes.waits_for:
        work.owe(
            kind=TO_SIGN,
            subject=row.subject,
            site_id=row.site_id,
            clause=CLAUSE,
            sentence=phrase("Read and sign the minutes: {title}.", title=row.title),
            at=at,
            due_at=end_of(sign_by(minutes, staff_id)),
            staff_ids=[staff_id],
        )
    watch(minutes, at)
    return minutes


def usual_sign_by(minutes: Minutes) -> date:
    """Return by the end of which day those sign who are on no leave."""
    return days_after(minutes.at, _days(minutes))


def sign_by(minutes: Minutes, staff_id: int) -> date:
    """Return by the end of which day a person signs: present days after the publishing."""
    return people.last_of_present_days(staff_id, day_of(minutes.at), _days(minutes))


def _days(minutes: Minutes) -> int:
    policies = rulebook.policies(minutes.meeting.site_id, minutes.at)
    return int(policies["minutes.sign_within_days"])


def unsigned(minutes: Minutes) -> list[int]:
    """Return who has still to sign a version."""
    signed = set(Signature.objects.filter(minutes=minutes).values_list("staff_id", flat=True))
    return [one for one in minutes.waits_for if one not in signed]


def watch(minutes: Minutes, at: datetime) -> None:
    """Let the next end of somebody's time to sign be judged."""
    waiting = [one for one in unsigned(minutes) if one not in minutes.told_of]
    ends = [end for one in waiting if (end := end_of(sign_by(minutes, one))) > at]
    if ends:
        site_id = minutes.meeting.site_id
        deadlines.set_due(UNSIGNED, subject=minutes.pk, site_id=site_id, due_at=min(ends))
    else:
        deadlines.settle(UNSIGNED, subject=minutes.pk, at=at)


def is_concerned(row: Meeting, minutes: Minutes | None, staff_id: int) -> bool:
    """Tell whether somebody was expected in the meeting or there."""
    waits = minutes is not None and staff_id in minutes.waits_for
    return waits or Attendance.objects.filter(meeting=row, staff_id=staff_id).exists()

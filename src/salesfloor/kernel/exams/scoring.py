"""Scoring an attempt, and the certificate that a pass gives."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base import lines
from salesfloor.base.china_time import at_time, day_of, end_of, start_of
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.exams import rules
from salesfloor.kernel.exams.models import Certificate, ExamQuestion
from salesfloor.kernel.exams.planning import settle_fulfilled
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from salesfloor.kernel.exams.models import Attempt

CLOSED: Final = "exam_closed"
ENDING: Final = "certificate_ending"
ENDED: Final = "certificate_ended"
TOLD_BEFORE: Final = timedelta(days=14)
_USUAL: Final = "09:00"
"""When it is told at sites of a trade that has no daily report."""
CERTIFIED: Final = lines.occasion("certificate_given")
"""Somebody has passed an examination; the facts are `staff_id` and `exam`."""


def close(row: Attempt, at: datetime) -> date | None:
    """Score an attempt by what is saved; return until when its certificate is valid, where it is a pass."""
    papers = {one.no: one.right for one in ExamQuestion.objects.filter(pk__in=row.drawn)}
    given: Mapping[int, list[int]] = {int(no): chosen for no, chosen in row.saved.items()}
    right = rules.right_ones(papers, given)
    row.score = right * 100 // len(papers)
    row.passed = rules.has_passed(right, len(papers), row.pass_mark)
    row.ended_at = at
    row.save(update_fields=["saved", "score", "passed", "ended_at"])
    return _certify(row, at) if row.passed else None


def _certify(row: Attempt, at: datetime) -> date:
    today = day_of(at)
    mine = row.exam.certificates.filter(staff_id=row.staff_id).order_by("-valid_until")
    before = mine.values_list("valid_until", flat=True).first()
    until = rules.valid_until(today, row.valid_days, before)
    given = Certificate.objects.create(
        site_id=row.site_id,
        exam=row.exam,
        staff_id=row.staff_id,
        passed_at=at,
        passed_on=today,
        valid_until=until,
    )
    warned_on = until - TOLD_BEFORE
    if warned_at(row.site_id, until, at) > at:
        due_at = max(start_of(warned_on), at)
        deadlines.set_due(ENDING, subject=given.pk, site_id=row.site_id, due_at=due_at)
    deadlines.set_due(ENDED, subject=given.pk, site_id=row.site_id, due_at=end_of(until))
    settle_fulfilled(row.site_id, row.exam.code, row.staff_id, at)
    lines.tell(CERTIFIED, site_id=row.site_id, at=at, staff_id=row.staff_id, exam=row.exam.code)
    return until


def warned_at(site_id: int, until: date, at: datetime) -> datetime:
    """Return when the end of a certificate is told ahead, by the policies of a moment."""
    clock = rulebook.policies(site_id, at).get("daily_report.at", _USUAL)
    return at_time(until - TOLD_BEFORE, time.fromisoformat(clock))

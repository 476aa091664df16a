"""The page of one leave: grant it, refuse it, end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.kernel.leave.lists import MEMBERS, leave_seen_by
from salesfloor.kernel.leave.models import Leave, LeaveKind, LeaveStatus
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import names_by_id
from salesfloor.web.pages import page, row_or_404

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from salesfloor.base.commands import Actor
    from salesfloor.web.requests import StaffRequest


@page(may=MEMBERS, methods=["GET"])
def leave(request: StaffRequest, number: int) -> HttpResponse:
    """Show one leave."""
    row: Leave = row_or_404(leave_seen_by(request.actor), number=number)
    names = names_by_id([row.staff_id, row.cover_id])
    facts = [
        (phrase("Who"), names.get(row.staff_id, "")),
        (phrase("Kind"), LeaveKind(row.kind).label),
        (phrase("From"), phrase("{at}", at=row.from_at)),
        (phrase("Until"), phrase("{at}", at=row.until_at)),
        (phrase("Who stands in"), names.get(row.cover_id or 0, "")),
        (phrase("Reason"), row.reason),
        (phrase("Answer"), row.decision_reason),
    ]
    return subject_page(
        request,
        f"leave:{number}",
        head=phrase("Leave {leave}", leave=number),
        clause="7.1.1",
        state=LeaveStatus(row.status).label,
        facts=[(label, value) for label, value in facts if value],
        acts=_acts(row, request.actor, request.at),
    )


def _acts(row: Leave, actor: Actor, at: datetime) -> list[Act]:
    person = people.Staff.objects.get(pk=row.staff_id)
    is_above = people.is_above(actor, person, at)
    given = {"leave": row.number}
    if row.status == LeaveStatus.ASKED and is_above:
        return [Act("grant_leave", given), Act("refuse_leave", given)]
    is_running = row.status in {LeaveStatus.ASKED, LeaveStatus.GRANTED} and row.until_at > at
    if is_running and (is_above or row.staff_id == actor.staff_id):
        return [Act("end_leave", given)]
    return []

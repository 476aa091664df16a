"""The page of a task: what is to be done, and the way to finish or accept it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.kernel.tasks.commands import MEMBERS
from salesfloor.kernel.tasks.giving import CLAUSE
from salesfloor.kernel.tasks.models import Status, Task
from salesfloor.kernel.tasks.queries import tasks_seen_by
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import names_by_id
from salesfloor.web.pages import page, row_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest


@page(may=MEMBERS, methods=["GET"])
def task(request: StaffRequest, number: int) -> HttpResponse:
    """Show a task to who has it, who gave it, and those above."""
    row: Task = row_or_404(tasks_seen_by(request.actor), number=number)
    names = names_by_id([row.staff_id, row.given_by_id])
    facts = [
        (phrase("Who"), names.get(row.staff_id, "")),
        (phrase("Assigned by"), names.get(row.given_by_id or 0, "")),
        (phrase("Due"), phrase("{at}", at=row.due_at)),
        (phrase("About"), row.about),
        (phrase("What was done"), row.note),
        (phrase("Answer"), row.answer_note),
    ]
    return subject_page(
        request,
        f"task:{number}",
        head=phrase("Task {task}", task=number),
        clause=CLAUSE,
        words=row.what,
        state=Status(row.status).label,
        facts=[(label, value) for label, value in facts if value],
        acts=_acts(row, request.actor.staff_id or 0),
    )


def _acts(row: Task, staff_id: int) -> list[Act]:
    if row.status == Status.OPEN and row.staff_id == staff_id:
        return [Act("finish_task", {"task": row.number})]
    if row.status == Status.FINISHED and row.given_by_id == staff_id != row.staff_id:
        return [Act("accept_task", {"task": row.number, "passed": True}, hidden=("task",))]
    return []

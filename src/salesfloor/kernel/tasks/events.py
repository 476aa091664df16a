"""Tasks that fall due, are accepted by silence, or go on to who takes over from a leaver (7.1.9)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base import lines
from salesfloor.base.acts import announce, board_changed, cite, miss
from salesfloor.base.fields import Who
from salesfloor.base.phrases import phrase
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.tasks.commands import ACCEPT, settle_acceptance
from salesfloor.kernel.tasks.giving import CLAUSE, DUE, due_after_leave, list_only, put_on_list
from salesfloor.kernel.tasks.models import Status, Task
from salesfloor.kernel.tasks.resting import further_clauses
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry
    from salesfloor.kernel.deadlines.api import Deadline

_OVERDUE: Final = lines.line(
    "task_overdue",
    "task",
    phrase("Task {task} of {who} is overdue."),
    facts={"task": int, "who": Who},
)
_ACCEPTED: Final = lines.line(
    "task_accepted", "task", phrase("Task {task} accepted by itself."), facts={"task": int}
)

_PASSED_ON: Final = lines.line(
    "task_passed_on",
    "task",
    phrase("Task {task} of {who}, who leaves, goes to {to}."),
    facts={"task": int, "who": Who, "to": Who},
)


@deadlines.handler(DUE, word=phrase("A task is not finished in time"))
def fall_due(deadline: Deadline, at: datetime) -> None:
    """Report a task that is not finished at its due instant, once a due time."""
    task = Task.objects.select_for_update().get(pk=deadline.subject)
    if task.status != Status.OPEN or task.due_at != at or _has_left(task):
        return
    moved = due_after_leave(task)
    if moved is not None:
        task.due_at = moved
        task.save(update_fields=["due_at"])
        put_on_list(task, at)
        return
    task.overdue_at = at
    task.save(update_fields=["overdue_at"])
    who = people.codes_of([task.staff_id]).get(task.staff_id, "")
    facts = {"task": task.number, "who": who}
    actor = deadlines.system_actor(task.site_id)
    registers.write(_OVERDUE, actor=actor, at=at, body=facts, site_id=task.site_id)
    also = further_clauses(task)
    for number in (CLAUSE, *also):
        cite(number)
        miss(number, who)
    board_changed()
    announce("task_overdue", CLAUSE, *also, at=at, **facts)
    giver = [task.given_by_id] if task.given_by_id is not None else []
    messages.tell_all(
        [task.staff_id, *giver],
        site_id=task.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase("Overdue, task {task} of {who}: {what}", what=task.what, **facts),
        subject=f"task:{task.number}",
    )


def _has_left(task: Task) -> bool:
    return people.Staff.objects.filter(pk=task.staff_id, left_at__isnull=False).exists()


@lines.on("leave_job")
def pass_on(entry: Entry) -> None:
    """Give the open tasks of somebody who leaves to who takes over; what only they could do ends with the job."""
    codes = (entry.body["who"], entry.body["hand_over_to"])
    ids = dict(people.Staff.objects.filter(code__in=codes).values_list("code", "pk"))
    leaver, successor = codes
    rows = Task.objects.select_for_update().filter(staff_id=ids[leaver], status=Status.OPEN)
    for task in rows.filter(is_own=False).order_by("pk"):
        work.settle(kind="task", subject=f"task:{task.number}", site_id=task.site_id, at=entry.at)
        task.staff_id = ids[successor]
        task.save(update_fields=["staff_id"])
        list_only(task, entry.at)
        facts = {"task": task.number, "who": leaver, "to": successor}
        registers.write(
            _PASSED_ON, actor=entry.actor, at=entry.at, body=facts, site_id=task.site_id
        )
        giver = [task.given_by_id] if task.given_by_id is not None else []
        messages.tell_all(
            [task.staff_id, *giver],
            site_id=task.site_id,
            at=entry.at,
            clause=CLAUSE,
            sentence=phrase("Task {task} of {who}, who leaves, is {to}'s now.", **facts),
            subject=f"task:{task.number}",
        )


@deadlines.handler(ACCEPT, word=phrase("A finished task is accepted by silence"))
def accept_by_silence(deadline: Deadline, at: datetime) -> None:
    """Accept a finished task that who gave it has not answered in time."""
    task = Task.objects.select_for_update().get(pk=deadline.subject)
    if task.status != Status.FINISHED:
        return
    settle_acceptance(task, at)
    task.status, task.answered_at = Status.ACCEPTED, at
    task.save(update_fields=["status", "answered_at"])
    actor = deadlines.system_actor(task.site_id)
    body = {"task": task.number}
    registers.write(_ACCEPTED, actor=actor, at=at, body=body, site_id=task.site_id)
    cite(CLAUSE)
    board_changed()
    announce("task_accepted", CLAUSE, at=at, **body)

"""Giving tasks, in the caller's transaction; when they fall due, and whose list they are on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import at_time, day_of, end_of, local
from salesfloor.base.phrases import phrase
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.tasks.models import Task
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from datetime import date

CLAUSE: Final = "7.1.9"
DUE: Final = "task_due"
_LONGEST_ABSENCE: Final = 366
_INSTANT: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done by whom until when, and by whose word; nobody's where a check made it."""

    staff_id: int
    what: str
    due: datetime | date
    about: str = ""
    given_by_id: int | None = None
    needs_photo: bool = False
    needs_acceptance: bool = True
    is_own: bool = False
    """Whether only this person can do it; it goes to nobody else when they leave."""


def give(order: Order, *, site_id: int, at: datetime) -> Task:
    """Give a person a task: number, deadline, list and message."""
    is_by_day = not isinstance(order.due, datetime)
    task = Task.objects.create(
        site_id=site_id,
        number=next_number(site_id, "task"),
        staff_id=order.staff_id,
        given_by_id=order.given_by_id,
        what=order.what,
        about=order.about,
        given_at=at,
        due_at=due_instant(order.due),
        is_by_day=is_by_day,
        needs_photo=order.needs_photo,
        needs_acceptance=order.needs_acceptance,
        is_own=order.is_own,
    )
    put_on_list(task, at)
    if order.given_by_id != order.staff_id:
        messages.tell(
            staff_id=task.staff_id,
            site_id=site_id,
            at=at,
            clause=CLAUSE,
            sentence=phrase("Task {task}: {what}", task=task.number, what=task.what),
            subject=f"task:{task.number}",
        )
    return task


def due_instant(due: datetime | date) -> datetime:
    """Return the instant by which a task is finished: the moment itself, or the end of a day."""
    return due if isinstance(due, datetime) else end_of(due)


def put_on_list(task: Task, at: datetime) -> None:
    """Set the deadline of an open task and put it on the list of who has it."""
    deadlines.set_due(DUE, subject=task.pk, site_id=task.site_id, due_at=task.due_at)
    list_only(task, at)


def list_only(task: Task, at: datetime) -> None:
    """Put a task on the list of who has it."""
    work.owe(
        kind="task",
        subject=f"task:{task.number}",
        site_id=task.site_id,
        clause=CLAUSE,
        sentence=phrase("{what}", what=task.what),
        at=at,
        due_at=task.due_at,
        staff_ids=[task.staff_id],
    )


def due_after_leave(task: Task) -> datetime | None:
    """Return when a task is due instead whose person is on leave at its due instant, else None.

    It is due at the same clock of the next day on which they are expected.
    """
    instant = task.due_at - _INSTANT if task.is_by_day else task.due_at
    if not leave.is_on_leave(task.staff_id, instant):
        return None
    site = people.Site.objects.get(pk=task.site_id)
    for days in range(1, _LONGEST_ABSENCE):
        day = day_of(instant) + timedelta(days=days)
        if any(one.pk == task.staff_id for one in leave.expected(site, day)):
            return end_of(day) if task.is_by_day else at_time(day, local(task.due_at).time())
    return None


def bring_up(task: Task, at: datetime) -> None:
    """Move a task's due instant past its person's leave, whether or not the worker came to it."""
    while task.due_at <= at and task.overdue_at != task.due_at:
        moved = due_after_leave(task)
        if moved is None:
            return
        task.due_at = moved
        task.save(update_fields=["due_at"])
        put_on_list(task, at)

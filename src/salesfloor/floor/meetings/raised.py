"""Problems as pages show them: who takes care of each, until when, and how it stands (3.6.1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesfloor.floor.meetings.models import Issue
from salesfloor.kernel.tasks import api as tasks
from salesfloor.web.directory import names_by_id

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from salesfloor.base.phrases import Phrase
    from salesfloor.floor.meetings.agenda import Entry
    from salesfloor.floor.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Raised:
    """A problem with its task."""

    words: str
    task: int
    owner: str
    due_at: datetime
    state: Phrase
    is_overdue: bool


def of_meeting(row: Meeting, at: datetime) -> list[Raised]:
    """Return the problems that were raised in a meeting, in their order."""
    rows = Issue.objects.filter(meeting_id=row.pk or 0).order_by("at", "pk")
    words = {one.task: one.words for one in rows}
    found = _by_task(row.site_id, words, at)
    return [_as_raised(words[number], *found[number]) for number in words if number in found]


def with_owners(entries: list[Entry], row: Meeting, at: datetime) -> list[Entry]:
    """Return the entries of an agenda, each problem of an earlier meeting with its owner, day and state."""
    numbers = [entry["task"] for entry in entries if entry["kind"] == "issue"]
    found = _by_task(row.site_id, numbers, at)
    return [
        {**entry, "raised": _as_raised(entry["words"], *found[entry["task"]])}
        if entry["kind"] == "issue" and entry["task"] in found
        else entry
        for entry in entries
    ]


_Found = tuple[tasks.Task, str, bool]


def _by_task(site_id: int, numbers: Collection[int], at: datetime) -> dict[int, _Found]:
    if not numbers:
        return {}
    rows = list(tasks.Task.objects.filter(site_id=site_id, number__in=list(numbers)))
    names = names_by_id(one.staff_id for one in rows)
    return {
        one.number: (
            one,
            names.get(one.staff_id, ""),
            one.status == tasks.Status.OPEN and one.due_at <= at,
        )
        for one in rows
    }


def _as_raised(words: str, task: tasks.Task, owner: str, is_overdue: bool) -> Raised:
    state = tasks.Status(task.status).label
    return Raised(words, task.number, owner, task.due_at, state, is_overdue)

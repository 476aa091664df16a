"""Tasks as a list: one's own, those one gave, those of the people one answers for."""

from __future__ import annotations

from typing import Final

from salesfloor.base.phrases import phrase
from salesfloor.kernel.tasks.commands import MEMBERS
from salesfloor.kernel.tasks.models import Status
from salesfloor.kernel.tasks.queries import tasks_seen_by
from salesfloor.web.lists import MOMENT, PERSON, Column, Empty, List, OneOf, Period, choice

TASKS: Final = List(
    "tasks",
    phrase("Tasks"),
    may=MEMBERS,
    rows=lambda asked: tasks_seen_by(asked.actor),
    order=("-number",),
    columns=(
        Column(phrase("Task"), "what", link=("tasks:task", "number"), is_main=True),
        Column(phrase("Who"), "staff_id", PERSON),
        Column(phrase("Assigned by"), "given_by_id", PERSON),
        Column(phrase("Due"), "due_at", MOMENT),
        Column(phrase("State"), "status", choice(Status, {"finished": "note", "accepted": "good"})),
        Column(phrase("Finished"), "finished_at", MOMENT),
    ),
    filters=(
        OneOf("status", phrase("State"), Status.pairs()),
        Period("given_at"),
    ),
    empty=Empty(phrase("No tasks"), phrase("A task has a person, a due time and an answer.")),
    template="tasks/tasks.html",
)

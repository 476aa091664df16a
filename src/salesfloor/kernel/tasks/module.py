"""What the tasks module says of itself."""

from salesfloor.base.modules import Book, Group, Module, Page, Subject, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.tasks.commands import MEMBERS
from salesfloor.kernel.tasks.queries import may_see
from salesfloor.kernel.tasks.samples import samples

describe(
    Module(
        name="tasks",
        pages=(
            Page(
                "tasks:tasks",
                phrase("Tasks"),
                "ti-checklist",
                MEMBERS,
                rank=45,
                clauses=("7.1.9",),
                group=Group.TEAM,
            ),
        ),
        subjects=(Subject("task", phrase("Task"), "tasks:task", ("number",), may_see=may_see),),
        books=(
            Book(
                "task",
                phrase("Task book"),
                phrase("Work that was given and done, and duties reported as done."),
                is_traced=False,
            ),
        ),
        samples=samples,
    )
)

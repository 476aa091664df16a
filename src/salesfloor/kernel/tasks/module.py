"""What the tasks module says of itself."""

from salesfloor.base.modules import Book, Module, describe
from salesfloor.base.phrases import phrase
from salesfloor.kernel.tasks.samples import samples

describe(
    Module(
        name="tasks",
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

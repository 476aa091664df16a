"""What a task rests on beside the clause of tasks: the module that gave it knows, such as of a meeting's issue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from salesfloor.kernel.tasks.models import Task

_CLAUSE_OF: Final[list[Callable[[Task], str]]] = []


def rests_also_on(clause_of: Callable[[Task], str]) -> None:
    """Name how a module tells the clause of its own tasks; it answers nothing of those of others."""
    _CLAUSE_OF.append(clause_of)


def further_clauses(task: Task) -> tuple[str, ...]:
    """Return the clauses that a task rests on, too."""
    return tuple(number for one in _CLAUSE_OF if (number := one(task)))

"""Setting deadlines, and letting what is due happen, in due order, at its own time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import transaction

from salesfloor.base.commands import Act, Actor, Happening, acting
from salesfloor.base.posts import Post
from salesfloor.base.sql import execute, fetch_one
from salesfloor.kernel.deadlines.models import Deadline
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

HANDLERS: Final[dict[str, Callable[[Deadline, datetime], None]]] = {}

SET_SQL: Final = "SELECT deadline_set(%s, %s, %s, %s)"
_NEXT: Final = """
    SELECT 1 FROM deadlines_deadline WHERE settled_at IS NULL AND due_at <= %s LIMIT 1
"""


def handler(
    name: str,
) -> Callable[[Callable[[Deadline, datetime], None]], Callable[[Deadline, datetime], None]]:
    """Register what happens when a deadline of that name falls due."""

    def register(
        function: Callable[[Deadline, datetime], None],
    ) -> Callable[[Deadline, datetime], None]:
        HANDLERS[name] = function
        return function

    return register


def set_due(name: str, *, subject: int, site_id: int, due_at: datetime) -> None:
    """Set or move the deadline of a subject."""
    execute(SET_SQL, (name, subject, site_id, due_at))


def settle(name: str, *, subject: int, at: datetime) -> None:
    """Mark a deadline as done before it fell due."""
    Deadline.objects.filter(handler=name, subject=subject, settled_at=None).update(settled_at=at)


def system_actor(site_id: int) -> Actor:
    """Return the one who acts when things happen by themselves."""
    return Actor(code="salesfloor", post=Post.OPERATOR, site_id=site_id)


def run_due(until: datetime, *, most: int = 1_000_000) -> Iterator[Happening]:
    """Let all that is due up to `until` happen, each in a transaction of its own.

    Every handler gets the due instant, so a late run writes the same record as one in time.
    """
    for _ in range(most):
        happenings = _run_next(until)
        if happenings is None:
            return
        yield from happenings


def _run_next(until: datetime) -> list[Happening] | None:
    if fetch_one(_NEXT, (until,)) is None:
        return None
    with transaction.atomic():
        deadline = (
            Deadline.objects.select_for_update(skip_locked=True)
            .filter(settled_at=None, due_at__lte=until)
            .order_by("due_at", "id")
            .first()
        )
        if deadline is None:
            return None
        due_at = deadline.due_at
        act = Act(deadline.handler, system_actor(deadline.site_id), due_at, deadline.site_id)
        with acting(act):
            Deadline.objects.filter(pk=deadline.pk).update(settled_at=due_at)
            HANDLERS[deadline.handler](deadline, due_at)
            if act.happenings or act.cited or act.missed:
                rulebook.DatabaseJournal().by_itself(act)
        return act.happenings

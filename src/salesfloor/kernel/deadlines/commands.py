"""Setting deadlines, and letting what is due happen, in due order, at its own time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import DEFAULT_DB_ALIAS, transaction

from salesfloor.base.commands import Act, Actor, Happening, acting
from salesfloor.base.posts import Post
from salesfloor.base.sql import execute, fetch_one, pipelined
from salesfloor.kernel.deadlines.models import Deadline
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

HANDLERS: Final[dict[str, Callable[[Deadline, datetime], None]]] = {}

SET_SQL: Final = "SELECT deadline_set(%s, %s, %s, %s)"
_ANY: Final = """
    SELECT 1 FROM deadlines_deadline WHERE settled_at IS NULL AND due_at <= %s LIMIT 1
"""
# A row is locked last, as by every command: whoever acts holds the floor or the claim before. So one
# that falls due is taken by a lock that nobody else knows of; who else looks takes one of the next.
_TAKE: Final = """
    SELECT id FROM (
        SELECT id FROM deadlines_deadline WHERE settled_at IS NULL AND due_at <= %s
        ORDER BY due_at, id LIMIT 10
    ) AS due WHERE pg_try_advisory_xact_lock((3301::bigint << 40) + id) LIMIT 1
"""
_FIELDS: Final = ("id", "handler", "subject", "site_id", "due_at", "settled_at")
_TAKEN: Final = """
    SELECT id, handler, subject, site_id, due_at, settled_at FROM deadlines_deadline
    WHERE id = %s AND settled_at IS NULL AND due_at <= %s
"""
_DONE: Final = """
    UPDATE deadlines_deadline SET settled_at = due_at
    WHERE id = %s AND due_at = %s AND settled_at IS NULL
"""
_SETTLE: Final = """
    UPDATE deadlines_deadline SET settled_at = %s
    WHERE handler = %s AND subject = %s AND settled_at IS NULL
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
    """Mark a deadline as done: it is not needed any more, or what it stands for has happened."""
    execute(_SETTLE, (at, name, subject))


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
    if fetch_one(_ANY, (until,)) is None:
        return None
    with pipelined(), transaction.atomic():
        taken = fetch_one(_TAKE, (until,))
        if taken is None:
            return None  # others are at them
        row = fetch_one(_TAKEN, (taken[0], until))
        if row is None:
            return []
        deadline = Deadline.from_db(DEFAULT_DB_ALIAS, _FIELDS, row)
        actor = system_actor(deadline.site_id)
        with acting(Act(deadline.handler, actor, deadline.due_at, deadline.site_id)) as act:
            HANDLERS[deadline.handler](deadline, deadline.due_at)
            execute(_DONE, (deadline.pk, deadline.due_at))
            if act.happenings or act.cited or act.missed:
                rulebook.DatabaseJournal().by_itself(act)
        return act.happenings

"""Setting, moving and settling deadlines, in the transaction of the command that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.sql import execute
from salesfloor.kernel.deadlines.handlers import HANDLERS, Phase

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from salesfloor.kernel.deadlines.models import Limit

SET_SQL: Final = "SELECT deadline_set(%s, %s, %s, %s, %s::smallint, %s, %s)"
"""Name, subject, site, due instant, rule, whether it opens, whether acts wait for it. The statement of a
fast lane may leave out the last three for a late-safe handler of the default limit and phase."""
_SET_EACH: Final = """
    SELECT deadline_set(%s, one.subject, %s, %s, %s::smallint, %s, %s)
    FROM unnest(%s::bigint[]) AS one(subject)
"""
_MOVE: Final = """
    UPDATE deadlines_deadline SET due_at = %s, settled_at = NULL, set_aside_at = NULL, error = ''
    WHERE handler = %s AND subject = %s
"""
_SETTLE: Final = """
    UPDATE deadlines_deadline SET settled_at = %s, set_aside_at = NULL, error = ''
    WHERE handler = %s AND subject = %s AND settled_at IS NULL
"""


def set_due(
    name: str, *, subject: int, site_id: int, due_at: datetime, limit: Limit | None = None
) -> None:
    """Set the deadline of a subject, or set it anew; it follows the handler's limit unless told.

    :raises KeyError: no handler has the name.
    """
    declared = HANDLERS[name]
    rule = declared.limit if limit is None else limit
    is_opening = declared.phase is Phase.OPENING
    row = (name, subject, site_id, due_at, rule.value, is_opening, not declared.is_late_safe)
    execute(SET_SQL, row)


def set_due_each(name: str, *, subjects: Iterable[int], site_id: int, due_at: datetime) -> None:
    """Set the deadline of several subjects to one instant, in one statement; see `set_due`.

    :raises KeyError: no handler has the name.
    """
    declared = HANDLERS[name]
    is_opening = declared.phase is Phase.OPENING
    row = (name, site_id, due_at, declared.limit.value, is_opening, not declared.is_late_safe)
    execute(_SET_EACH, (*row, list(subjects)))


def move(name: str, *, subject: int, due_at: datetime) -> None:
    """Move the deadline of a subject to another instant; it keeps its rule."""
    execute(_MOVE, (due_at, name, subject))


def settle(name: str, *, subject: int, at: datetime) -> None:
    """Mark a deadline as done: it is not needed any more, or what it stands for has happened."""
    execute(_SETTLE, (at, name, subject))

"""Letting what is due happen: in due order, each in a transaction of its own."""

from __future__ import annotations

import logging
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, OperationalError, transaction

from salesfloor.base.acts import running_act
from salesfloor.base.beforehand import use_clock, use_under_way
from salesfloor.base.commands import Act, Actor, Happening, acting
from salesfloor.base.posts import Post
from salesfloor.base.refusals import Busy
from salesfloor.base.sql import execute, fetch_one, pipelined
from salesfloor.kernel.deadlines.even_clock import ServingClock
from salesfloor.kernel.deadlines.handlers import HANDLERS
from salesfloor.kernel.deadlines.models import Deadline
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    OnFailure = Callable[[Deadline, Exception], None]

# A duration's last instant is in time for a command at it, so its row waits for a later one; among
# the rows of one instant it comes after the moments, which are over before that command.
_DUE: Final = """
    settled_at IS NULL AND set_aside_at IS NULL AND due_at <= %(until)s
    AND (rule = 1 OR due_at < %(until)s)
"""
_ANY: Final = f"""
    SELECT 1 FROM deadlines_deadline WHERE {_DUE} AND id <> ALL(%(skipped)s) LIMIT 1
"""  # noqa: S608 - constants of this file
# A row is locked last, as by every command: a command holds the floor or the claim before. So the
# site is taken by an advisory lock of its own, and anyone else who looks takes the next site.
_TAKE: Final = f"""
    SELECT id FROM (
        SELECT id, site_id FROM deadlines_deadline WHERE {_DUE} AND id <> ALL(%(skipped)s)
        ORDER BY due_at, rule, is_opening, handler, subject LIMIT 10
    ) AS due WHERE pg_try_advisory_xact_lock((3301::bigint << 40) + site_id) LIMIT 1
"""  # noqa: S608 - constants of this file
_FIELDS: Final = tuple(one.attname for one in Deadline._meta.concrete_fields)  # noqa: SLF001 - its API
_TAKEN: Final = f"""
    SELECT {", ".join(_FIELDS)} FROM deadlines_deadline WHERE id = %(id)s AND {_DUE}
"""  # noqa: S608 - constants of this file
_HERE: Final = f"is_awaited AND site_id = %(site)s AND {_DUE}"
_ANY_HERE: Final = f"SELECT 1 FROM deadlines_deadline WHERE {_HERE} LIMIT 1"  # noqa: S608 - as above
_NEXT_HERE: Final = f"""
    SELECT {", ".join(_FIELDS)} FROM deadlines_deadline WHERE {_HERE}
    ORDER BY due_at, rule, is_opening, handler, subject LIMIT 1
"""  # noqa: S608 - constants of this file
_OF_SUBJECT: Final = f"""
    SELECT {", ".join(_FIELDS)} FROM deadlines_deadline
    WHERE handler = %(name)s AND subject = %(subject)s AND {_DUE} FOR UPDATE
"""  # noqa: S608 - constants of this file
_DONE: Final = """
    UPDATE deadlines_deadline SET settled_at = due_at
    WHERE id = %s AND due_at = %s AND settled_at IS NULL
"""
_SET_ASIDE: Final = """
    UPDATE deadlines_deadline SET set_aside_at = %s, error = %s
    WHERE id = %s AND due_at = %s AND settled_at IS NULL
"""
# A command is judged by the moment at which it came, and may still be under way at a later due instant. So it
# holds the minute of its moment at its site, together with others; what falls due takes the minute before alone.
_HOLD_MINUTE: Final = "SELECT pg_advisory_xact_lock_shared(%s, %s)"
_TAKE_MINUTE: Final = "SELECT pg_advisory_xact_lock(%s, %s)"
_INSTANT: Final = timedelta(microseconds=1)
_LONGEST_ERROR: Final = 2000
_looked_at: ContextVar[datetime | None] = ContextVar("looked_at", default=None)
"""By the real clock, when what is due is looked at; None in scripts, which have no outage."""
_serves: list[bool] = []
log: Final = logging.getLogger(__name__)


class _HandlerFailedError(Exception):
    """A handler failed; `is_passing` where a later try may succeed: a lock, a lost connection."""

    def __init__(self, deadline: Deadline, error: Exception) -> None:
        super().__init__(str(deadline))
        self.deadline = deadline
        self.error = error
        self.is_passing = isinstance(error, Busy | OperationalError | InterfaceError)


def system_actor(site_id: int) -> Actor:
    """Return the actor of what happens by itself."""
    return Actor(code="salesfloor", post=Post.OPERATOR, site_id=site_id)


def serve() -> None:
    """From now on this process serves a site by the real clock: what happens late was held up.

    The clock that it finds is the one it believes; where the database does not answer yet, the first that it sees.
    """
    _serves[:] = [True]
    use_under_way(hold_minute)
    clock = ServingClock()
    use_clock(clock.check)
    with suppress(DatabaseError):
        clock.begin()


def hold_minute(site_id: int, at: datetime) -> None:
    """Let what falls due at the site after `at` wait until this transaction, of a command at `at`, is over."""
    execute(_HOLD_MINUTE, (site_id, _minute_of(at)))


def _minute_of(at: datetime) -> int:
    return int(at.timestamp() // 60)


def lateness(due_at: datetime) -> timedelta:
    """Return by how much what is due at `due_at` happens late, for what must not be done late at all.

    Nothing is late in a script, whose lines may lie days apart. The record bears the due instant all the same.
    """
    looked_at = _looked_at.get()
    return timedelta(0) if looked_at is None else max(timedelta(0), looked_at - due_at)


@contextmanager
def by_real_clock(at: datetime) -> Iterator[None]:
    """Look at what is due by the real clock of a process that serves."""
    token = _looked_at.set(at if _serves else None)
    try:
        yield
    finally:
        _looked_at.reset(token)


def run_due(
    until: datetime, *, most: int = 1_000_000, on_failure: OnFailure | None = None
) -> Iterator[Happening]:
    """Let all that is due up to a command at `until` happen, each in a transaction of its own.

    Every handler gets the due instant, so a late run writes the same record as one in time. With
    `on_failure`, a deadline whose handler fails is set aside with its error and reported, and one
    that waits for a lock is left for the next run; the others go on. Without it the error is raised.
    """
    skipped: list[int] = []
    for _ in range(most):
        try:
            with by_real_clock(until):
                happenings = _run_next(until, skipped)
        except _HandlerFailedError as failed:
            if on_failure is None:
                raise failed.error from None
            if failed.is_passing:
                skipped.append(failed.deadline.pk)
            else:
                _set_aside(failed.deadline, failed.error, until)
                on_failure(failed.deadline, failed.error)
            continue
        if happenings is None:
            return
        yield from happenings


def run_before(site_id: int, at: datetime) -> list[Happening]:
    """Let happen what is due at a site before an act there at `at`, so that a late worker changes nothing.

    What a handler is late-safe for is left to the worker, as is what fails or waits for a lock.
    """
    happened: list[Happening] = []
    asked = {"until": at, "site": site_id}
    while fetch_one(_ANY_HERE, asked) is not None:
        try:
            with by_real_clock(at), pipelined(), transaction.atomic():
                execute("SELECT pg_advisory_xact_lock((3301::bigint << 40) + %s)", (site_id,))
                row = fetch_one(_NEXT_HERE, asked)
                if row is not None:
                    happened += _handle(Deadline.from_db(DEFAULT_DB_ALIAS, _FIELDS, row))
        except Exception:
            log.exception("something due before a command could not happen; the worker tries again")
            break
    return happened


def _run_next(until: datetime, skipped: list[int]) -> list[Happening] | None:
    asked = {"until": until, "skipped": skipped}
    if fetch_one(_ANY, asked) is None:
        return None
    deadline: Deadline | None = None
    try:
        with pipelined(), transaction.atomic():
            taken = fetch_one(_TAKE, asked)
            if taken is None:
                return None  # another process runs them
            row = fetch_one(_TAKEN, {"until": until, "id": taken[0]})
            if row is None:
                return []
            deadline = Deadline.from_db(DEFAULT_DB_ALIAS, _FIELDS, row)
            return _handle(deadline)
    except Exception as error:
        if deadline is None:
            raise
        raise _HandlerFailedError(deadline, error) from error


def _handle(deadline: Deadline) -> list[Happening]:
    actor = system_actor(deadline.site_id)
    if _serves:
        execute(_TAKE_MINUTE, (deadline.site_id, _minute_of(deadline.due_at - _INSTANT)))
    with acting(Act(deadline.handler, actor, deadline.due_at, deadline.site_id)) as act:
        _judge(deadline)
        if act.happenings or act.cited or act.missed:
            rulebook.DatabaseJournal().by_itself(act)
    return act.happenings


def _judge(deadline: Deadline) -> None:
    HANDLERS[deadline.handler].handle(deadline, deadline.due_at)
    execute(_DONE, (deadline.pk, deadline.due_at))


def catch_up(name: str, *, subject: int, at: datetime) -> None:
    """Let the deadline of a subject happen that is due before a command at `at`, in its transaction.

    A command calls it before it reads the subject: it then finds what stood there in time, however late
    the worker is. A deadline that the handler sets anew may be due as well.
    """
    asked = {"until": at, "name": name, "subject": subject}
    while (row := fetch_one(_OF_SUBJECT, asked)) is not None:
        deadline = Deadline.from_db(DEFAULT_DB_ALIAS, _FIELDS, row)
        with by_itself(name, site_id=deadline.site_id, at=deadline.due_at):
            _judge(deadline)


@contextmanager
def by_itself(name: str, *, site_id: int, at: datetime) -> Iterator[None]:
    """Carry out what fell due at `at` within a later act, as the system's own act with its own evidence.

    For what a command finds undone because the worker is late. In a run of that very deadline it is
    part of the run.
    """
    outer = running_act()
    if outer is not None and (outer.name, outer.at, outer.site_id) == (name, at, site_id):
        yield
        return
    with acting(Act(name, system_actor(site_id), at, site_id)) as act:
        yield
    if act.happenings or act.cited or act.missed:
        rulebook.DatabaseJournal().by_itself(act)
    if outer is not None:
        outer.happenings += act.happenings
        outer.touches_board |= act.touches_board


def _set_aside(deadline: Deadline, error: Exception, at: datetime) -> None:
    words = f"{type(error).__name__}: {error}".replace("\0", "")[:_LONGEST_ERROR]
    execute(_SET_ASIDE, (at, words, deadline.pk, deadline.due_at))

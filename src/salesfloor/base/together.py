"""Commands that wait for the same lock go together: one lock, one commit, one write to the disk.

Whoever comes while others of the same place are at it is taken along by the next who goes, in the
order in which they came. A company of which one fails is undone as a whole, and each of it goes alone.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from django.db import InterfaceError, OperationalError, transaction

from salesfloor.base.refusals import Busy
from salesfloor.base.sql import is_in_transaction, pipelined

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

    First = Callable[[Sequence[Mapping[str, Any]]], None]

MOST: Final = 6
"""So many go together; the first of them waits for the last."""
PATIENCE: Final = 3.0
"""Seconds: as long as the database lets somebody wait for a lock."""


@dataclass(eq=False, slots=True)
class Task:
    """What somebody wants done in a transaction; it may be begun anew after a company failed."""

    given: Mapping[str, Any]
    rest: Callable[[], None]
    woken: threading.Event = field(default_factory=threading.Event)
    company: list[Task] = field(default_factory=list)
    error: BaseException | None = None
    goes_alone: bool = False


class Places:
    """Who is at it at each place, and who waits there."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[Hashable, deque[Task]] = {}

    def join(self, place: Hashable, task: Task) -> None:
        """Wait until one is the first of a company, or was taken along by one.

        :raises Busy: it takes too long.
        """
        with self._lock:
            queue = self._waiting.get(place)
            if queue is None:
                self._waiting[place] = deque()
                task.company = [task]
                return
            queue.append(task)
        if not task.woken.wait(PATIENCE) and self._gave_up(queue, task):
            message = "others were at it for too long"
            raise Busy(message)
        task.woken.wait()

    def leave(self, place: Hashable) -> None:
        """Let those who wait go next, the first of them with all the others."""
        with self._lock:
            queue = self._waiting[place]
            if not queue:
                del self._waiting[place]
                return
            company = [queue.popleft() for _ in range(min(len(queue), MOST))]
        company[0].company = company
        company[0].woken.set()

    def _gave_up(self, queue: deque[Task], task: Task) -> bool:
        with self._lock:
            if task not in queue:
                return False  # somebody is about to take it along
            queue.remove(task)
            return True


_places: Final = Places()


def carry_out(place: Hashable, first: First, task: Task) -> None:
    """Carry a task out in a transaction, with the others of the same place that wait.

    `first` is told what all of a company were given, before any of them goes on.

    :raises Busy: others of the place are at it for too long.
    :raises Exception: what the task raises, or what keeps the database from doing anything.
    """
    if is_in_transaction():
        _go([task], first)
        return
    _places.join(place, task)
    if task.company:
        try:
            _try(task.company, first)
        finally:
            _places.leave(place)
            for other in task.company[1:]:
                other.woken.set()
    if task.goes_alone:
        _go([task], first)
    elif task.error is not None:
        try:
            raise task.error
        finally:
            task.error = None  # or error and frames would hold each other


def _try(company: Sequence[Task], first: First) -> None:
    try:
        _go(company, first)
    except BaseException as error:  # noqa: BLE001 - each raises it in its own thread
        # A database that is away, or a lock that others hold, is no different for each of them.
        is_for_all = isinstance(error, OperationalError | InterfaceError)
        for task in company:
            task.error = error
            task.goes_alone = len(company) > 1 and isinstance(error, Exception) and not is_for_all


def _go(company: Sequence[Task], first: First) -> None:
    with pipelined(), transaction.atomic():
        first([task.given for task in company])
        for task in company:
            task.rest()

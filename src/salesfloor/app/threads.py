"""Threads for Django: whoever rested last works next.

Each thread keeps its connection to the database, and the database a process for it. Taking them in
turn would find all of these cold; so few of them work where few are needed.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from concurrent.futures import Future
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Final

from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Callable

    Task = Callable[[], object]

log: Final = logging.getLogger(__name__)
_LAST_WORDS: Final = 5.0


class Threads:
    """At most so many threads, begun when they are first needed."""

    def __init__(self, most: int, name: str = "django") -> None:
        self._most = most
        self._name = name
        self._lock = threading.Lock()
        self._all: list[_Worker] = []
        self._resting: list[_Worker] = []
        self._waiting: deque[Task] = deque()

    def submit(self, task: Task) -> None:
        """Let a thread carry the task out, now or as soon as one is free."""
        with self._lock:
            if self._resting:
                self._resting.pop().tasks.put(task)
            elif len(self._all) < self._most:
                worker = _Worker(self, f"{self._name}-{len(self._all)}")
                self._all.append(worker)
                worker.tasks.put(task)
                worker.start()
            else:
                self._waiting.append(task)

    def call(self, function: Callable[..., Any], *given: object) -> Future[Any]:
        """Let a thread call a function, and return where its answer will be."""
        answer: Future[Any] = Future()

        def task() -> None:
            if not answer.set_running_or_notify_cancel():
                return  # nobody waits any more
            try:
                answer.set_result(function(*given))
            except BaseException as error:  # noqa: BLE001 - for whoever waits
                answer.set_exception(error)

        self.submit(task)
        return answer

    def rest(self, worker: _Worker) -> None:
        """Give a thread that is done what waits longest, or let it rest."""
        with self._lock:
            if self._waiting:
                worker.tasks.put(self._waiting.popleft())
            else:
                self._resting.append(worker)

    def stop(self) -> None:
        """Let every thread finish what it does, and close its connection."""
        with self._lock:
            workers, self._all, self._resting = self._all, [], []
        for worker in workers:
            worker.tasks.put(None)
        for worker in workers:
            worker.join(_LAST_WORDS)


class _Worker(threading.Thread):
    def __init__(self, threads: Threads, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.threads = threads
        self.tasks: SimpleQueue[Task | None] = SimpleQueue()

    def run(self) -> None:
        """Carry out one task after another, whatever becomes of it."""
        while (task := self.tasks.get()) is not None:
            try:
                task()
            except Exception:
                log.exception("what a request leaves behind was not tidied up")
            self.threads.rest(self)
        connections.close_all()

"""The worker: lets happen what is due, and never believes a clock that has just jumped."""

from __future__ import annotations

import logging
import signal
import threading
from functools import partial
from typing import TYPE_CHECKING, Final

from django.db import DatabaseError, connection
from django.db.models import Q
from django.utils import timezone

from salesfloor.app.clock_watch import ClockWatch
from salesfloor.base.china_time import local
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.deadlines.api import ClockGuard, Reading, ticks
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people.api import Staff
from salesfloor.kernel.rulebook.api import database_now

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.db.models import QuerySet

    from salesfloor.base.phrases import Phrase

log: Final = logging.getLogger(__name__)
EVERY: Final = 1.0
MOST_AT_ONCE: Final = 500


class Worker:
    """One thread beside the server; `salesfloor worker` runs it alone."""

    def __init__(
        self, now: Callable[[], Reading] | None = None, watch: ClockWatch | None = None
    ) -> None:
        self.guard = ClockGuard()
        self.watch = watch or ClockWatch()
        self.last_tick = 0.0
        self._now = now or _read
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._is_alarmed = False

    def start(self) -> None:
        """Begin, in a thread of its own."""
        self._stop.clear()
        self._thread = threading.Thread(target=self.run, name="worker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish what is under way and end."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def run(self) -> None:
        """Look every second until told to stop."""
        while not self._stop.is_set():
            pause = EVERY
            try:
                pause = EVERY if self.tick() < MOST_AT_ONCE else 0.0
            except DatabaseError:
                log.warning("the database does not answer; the worker tries again")
            except Exception:
                log.exception("something due could not happen")
            finally:
                connection.close_if_unusable_or_obsolete()
            self._stop.wait(pause)
        connection.close()

    def tick(self) -> int:
        """Let happen what is due by now, if the clock can be believed; return how many did."""
        reading = self._now()
        self.last_tick = reading.ticks
        if not self.guard.is_sane(reading):
            if self.guard.has_jumped:
                self._alarm(reading)
            return 0
        self._is_alarmed = False
        self.watch.look(reading.clock, reading.ticks)
        report = partial(_report, reading.clock)
        due = deadlines.run_due(reading.clock, most=MOST_AT_ONCE, on_failure=report)
        return sum(1 for _ in due)

    def _alarm(self, reading: Reading) -> None:
        """Tell those who run the sites, once a jump (cases 19, 33)."""
        if self._is_alarmed:
            return
        self._is_alarmed = True
        log.critical("the clock jumped to %s; nothing is made final by it", reading.clock)
        told = (Post.MANAGER, Post.ADMIN, Post.DIRECTOR)
        people = Staff.objects.filter(post__in=told, left_at=None, site__isnull=False)
        _tell(
            people,
            reading.clock,
            phrase(
                "The server's clock jumped. Nothing lapses until it has run evenly for a minute;"
                " ask whoever runs the machine to set it right."
            ),
        )


def _report(at: datetime, deadline: deadlines.Deadline, error: Exception) -> None:
    """Tell the operators that a deadline was set aside; the others go on."""
    log.error(
        "deadline %s (%s of %s, site %s, due %s) is set aside",
        *(deadline.pk, deadline.handler, deadline.subject, deadline.site_id, deadline.due_at),
        exc_info=error,
    )
    admins = Staff.objects.filter(post=Post.ADMIN, left_at=None)
    _tell(
        admins.filter(Q(site_id=deadline.site_id) | Q(site=None)),
        at,
        phrase(
            "Something that fell due at {due} failed and was set aside: {name}, No. {number}."
            " Ask the operator to run: salesfloor deadlines.",
            due=f"{local(deadline.due_at):%Y-%m-%d %H:%M}",
            name=deadline.handler,
            number=deadline.pk,
        ),
        site_id=deadline.site_id,
    )


def _tell(
    people: QuerySet[Staff], at: datetime, sentence: Phrase, *, site_id: int | None = None
) -> None:
    for person in people:
        messages.tell(
            staff_id=person.pk,
            site_id=person.site_id or site_id or 0,
            at=at,
            clause="",
            sentence=sentence,
            leaves=messages.Leaves.ALERT,
        )


def _read() -> Reading:
    return Reading(database_now(timezone.now()), ticks())


worker: Final = Worker()


def work_alone() -> None:
    """Work in this very thread until told to stop; it stops between two deadlines."""
    from salesfloor.app.jobs import runner  # noqa: PLC0415 - it is no part of the worker itself
    from salesfloor.app.outside import messenger  # noqa: PLC0415 - as above

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: worker.stop())
    deadlines.serve()
    runner.start()
    messenger.start()
    worker.run()
    messenger.stop()
    runner.stop()

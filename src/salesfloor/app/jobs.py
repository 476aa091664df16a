"""Long commands beside the pages: one thread carries them out, another writes down how far they are."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from django.db import DatabaseError, connection
from django.utils import timezone

from salesfloor.kernel.imports import api as imports
from salesfloor.kernel.jobs import api as jobs
from salesfloor.kernel.rulebook.api import database_now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

log: Final = logging.getLogger(__name__)
EVERY: Final = 1.0
_WRITTEN_EVERY: Final = 0.7


class JobRunner:
    """One thread that carries out what waits; it looks every second."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin, in a thread of its own."""
        self._stop.clear()
        self._thread = threading.Thread(target=self.run, name="jobs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Take nothing more on; a job that is under way is begun again by the person who comes next."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout=5)

    def run(self) -> None:
        """Look every second until told to stop."""
        while not self._stop.wait(EVERY):
            try:
                jobs.run_waiting(now, heard)
            except DatabaseError:
                log.warning("the database does not answer; jobs wait")
            except Exception:
                log.exception("jobs could not be looked at")
            finally:
                connection.close_if_unusable_or_obsolete()
        connection.close()


def now() -> datetime:
    """Return the moment by the database's clock."""
    return database_now(timezone.now())


@contextmanager
def heard(job: jobs.Job) -> Iterator[None]:
    """Write down how far a job is while it runs, over a connection of its own; end one that was called off."""
    told: dict[str, object] = {}
    over, unwanted = threading.Event(), threading.Event()

    def listen(step: str, done: int, total: int) -> None:
        if unwanted.is_set():
            raise jobs.CalledOff
        told.update(step=step, done=done, total=total)

    def write() -> None:
        try:
            while not over.wait(_WRITTEN_EVERY):
                row = jobs.Job.objects.filter(pk=job.pk)
                if told:
                    row.update(**told)
                if row.filter(is_called_off=True).exists():
                    unwanted.set()
        except DatabaseError:
            log.warning("how far job %s is could not be written down", job.pk)
        finally:
            connection.close()

    writer = threading.Thread(target=write, name=f"job-{job.pk}", daemon=True)
    writer.start()
    try:
        with imports.heard_by(listen):
            yield
    finally:
        over.set()
        writer.join(timeout=10)


runner: Final = JobRunner()

"""What sends messages out of the house: two threads beside the pages, so that a slow service holds up one."""

from __future__ import annotations

import logging
import threading
from typing import Final

from django.db import DatabaseError, connection

from salesfloor.app.jobs import now
from salesfloor.kernel.outgoing import api as outgoing

log: Final = logging.getLogger(__name__)
EVERY: Final = 1.0
_THREADS: Final = 2


class Messenger:
    """Threads that send what waits; each looks every second."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Begin, in threads of their own."""
        self._stop.clear()
        self._threads = [
            threading.Thread(target=self.run, name=f"messenger-{number}", daemon=True)
            for number in range(_THREADS)
        ]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Send nothing more; what is under way is looked at by the person who comes next."""
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=5)

    def run(self) -> None:
        """Look every second until told to stop."""
        while not self._stop.wait(EVERY):
            try:
                outgoing.send_waiting(now)
            except DatabaseError:
                log.warning("the database does not answer; messages wait")
            except Exception:
                log.exception("messages could not be sent")
            finally:
                connection.close_if_unusable_or_obsolete()
        connection.close()


messenger: Final = Messenger()

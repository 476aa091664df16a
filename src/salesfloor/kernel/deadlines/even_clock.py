"""A clock that has just jumped is not believed: neither by the worker, nor by what serves (cases 19, 20)."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.refusals import ClockUnsure
from salesfloor.base.sql import fetch_one

if TYPE_CHECKING:
    from collections.abc import Callable

_JUMP: Final = timedelta(seconds=60)
_SETTLES_IN: Final = timedelta(seconds=60)
_STANDS: Final = "SELECT register.now(clock_timestamp()), mode, ahead FROM register.clock"


@dataclass(frozen=True, slots=True)
class Reading:
    """The database's clock, and beside it one that nobody can set."""

    clock: datetime
    ticks: float

    def agrees_with(self, earlier: Reading) -> bool:
        """Tell whether as much time went by on both."""
        passed = timedelta(seconds=self.ticks - earlier.ticks)
        return abs(self.clock - earlier.clock - passed) <= _JUMP


class ClockGuard:
    """Trusts a clock that runs evenly; after a jump, only when it kept running so for a minute.

    A clock that is put back to where it was is trusted again at once (case 20).
    """

    def __init__(self) -> None:
        self.trusted: Reading | None = None
        self.suspect: Reading | None = None

    def is_sane(self, reading: Reading) -> bool:
        """Tell whether something may be made final by this reading; two are needed for that."""
        if self.trusted is not None and reading.agrees_with(self.trusted):
            self.trusted, self.suspect = reading, None
            return True
        if self.suspect is None or not reading.agrees_with(self.suspect):
            self.suspect = reading
            return False
        waited = timedelta(seconds=reading.ticks - self.suspect.ticks)
        if self.trusted is not None and waited < _SETTLES_IN:
            return False
        self.trusted, self.suspect = reading, None
        return True

    @property
    def has_jumped(self) -> bool:
        """Tell whether a trusted clock has just been left."""
        return self.trusted is not None and self.suspect is not None


def ticks() -> float:
    """Return seconds since the machine started, time asleep counted."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


@dataclass(frozen=True, slots=True)
class Standing:
    """The clock as it stands, and how it was set: a demo's runs ahead of the machine's, on record."""

    reading: Reading
    setting: tuple[str, timedelta]


class ServingClock:
    """What a process that serves makes of the moments at which commands come.

    It begins by believing the clock as it stands. One that was set on record, as a demo's is, is believed at once.
    """

    def __init__(self, stands: Callable[[], Standing] | None = None) -> None:
        self._stands = stands or standing
        self._guard = ClockGuard()
        self._setting: tuple[str, timedelta] | None = None
        self._turn = threading.Lock()

    def begin(self) -> None:
        """Look at the clock for the first time."""
        now = self._stands()
        self._guard.trusted, self._setting = now.reading, now.setting

    def check(self, at: datetime) -> None:
        """Let a command at that moment pass.

        :raises ClockUnsure: the clock has jumped, and has not run evenly for a minute since.
        """
        with self._turn:
            reading, trusted = Reading(at, ticks()), self._guard.trusted
            if trusted is not None and reading.agrees_with(trusted):
                self._guard.trusted, self._guard.suspect = reading, None
                return
            now = self._stands()
            if now.setting != self._setting:
                self._guard.trusted, self._guard.suspect = now.reading, None
                self._setting = now.setting
            is_sane = self._guard.is_sane(now.reading)
        if not is_sane or at - now.reading.clock > _JUMP:
            raise ClockUnsure(str(at))


def standing() -> Standing:
    """Look at the database's clock."""
    row = fetch_one(_STANDS)
    if row is None:
        raise AssertionError("the database does not say what time it is")
    clock, mode, ahead = row
    return Standing(Reading(clock, ticks()), (mode, ahead))

"""Whether the clock can still be trusted to a second: told to those who run the sites, marked in the registers.

Registers go on when no time server answers (case 33). In the custody book of each site a line says from when
the clock is unsure, and another from when it is right again; what was written between them was written so.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction

from salesfloor.app.machine_clock import MOST_ALLOWED, possible_error
from salesfloor.base.lines import line
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people.api import Site, Staff
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from salesfloor.base.lines import RegisterLine

log: Final = logging.getLogger(__name__)
EVERY: Final = 60.0
"""Seconds between two looks."""
_TOLD: Final = (Post.MANAGER, Post.ADMIN, Post.DIRECTOR)

UNSURE: Final = line(
    "clock_unsure",
    "custody",
    phrase("No time server answers: from here on the clock may be {seconds} s off or more"),
    facts={"seconds": str},
)
SURE: Final = line("clock_sure", "custody", phrase("The clock follows a time server again"))


class ClockWatch:
    """Looks once a minute; says it when trust is lost, and when it is back."""

    def __init__(self, error: Callable[[], timedelta | None] = possible_error) -> None:
        self._error = error
        self._looked_at: float | None = None
        self._is_unsure: bool | None = None

    def look(self, at: datetime, ticks: float) -> None:
        """Look at the clock, unless that was done within the last minute."""
        if self._looked_at is not None and ticks - self._looked_at < EVERY:
            return
        self._looked_at = ticks
        error = self._error()
        if error is None and self._is_unsure is None:
            return
        is_unsure = error is None or error > MOST_ALLOWED
        if is_unsure is (self._is_unsure or False):
            self._is_unsure = is_unsure
            return
        self._is_unsure = is_unsure
        if is_unsure:
            _lost(at, error)
        else:
            _back(at)


def _lost(at: datetime, error: timedelta | None) -> None:
    seconds = "16" if error is None else f"{error.total_seconds():.1f}"
    log.critical("no time server answers; the clock may be %s s off", seconds)
    _mark(UNSURE, at, {"seconds": seconds})
    people = Staff.objects.filter(post__in=_TOLD, left_at=None, site__isnull=False)
    for person in people:
        messages.tell(
            staff_id=person.pk,
            site_id=person.site_id or 0,
            at=at,
            clause="",
            sentence=phrase(
                "No time server answers the server; its clock may be {seconds} s off or more."
                " The registers go on and bear a mark. Ask whoever runs the machine to set it right.",
                seconds=seconds,
            ),
            leaves=messages.Leaves.ALERT,
        )


def _back(at: datetime) -> None:
    log.warning("a time server answers again")
    _mark(SURE, at, {})


def _mark(mark: RegisterLine, at: datetime, body: dict[str, str]) -> None:
    for site_id in Site.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            registers.write(mark, actor=deadlines.system_actor(site_id), at=at, body=body)

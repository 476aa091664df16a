"""The part of the home page about what was put on record against oneself and can still be appealed (7.2.5)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import end_of
from salesfloor.kernel.conduct.fining import appeal_until
from salesfloor.kernel.conduct.lists import records_seen_by, words_of
from salesfloor.kernel.conduct.models import Appeal, State
from salesfloor.kernel.conduct.recording import COMMENDATION

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest

LOOKED_BACK: Final = timedelta(days=90)
"""Leave may put the time to appeal off, but not for longer than this."""
SHOWN: Final = 5


def part(request: StaffRequest) -> dict[str, Any]:
    """Return the person's records that stand, are held against them, and whose time to appeal runs."""
    rows = records_seen_by(request.actor).filter(
        staff_id=request.actor.staff_id or 0,
        state=State.STANDING,
        told_at__gte=request.at - LOOKED_BACK,
    )
    appealed = Appeal.objects.values("record")
    found = []
    for row in rows.exclude(pk__in=appealed).exclude(item=COMMENDATION).order_by("-number"):
        until = appeal_until(row)
        if request.at < end_of(until):
            found.append((row, words_of(row), until))
    return {"records": found[:SHOWN]}

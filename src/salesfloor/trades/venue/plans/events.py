"""What is open at midnight goes to the new day, and counts how often (2.4.2)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base import lines
from salesfloor.base.acts import announce, board_changed, cite, miss
from salesfloor.base.china_time import day_of
from salesfloor.base.phrases import phrase
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.registers import api as registers
from salesfloor.trades.venue.plans.commands import CARRY, CLAUSE, carry_next, put_on_lists
from salesfloor.trades.venue.plans.models import PlanItem

if TYPE_CHECKING:
    from salesfloor.kernel.deadlines.api import Deadline

_CARRIED: Final = lines.line(
    "plan_carried",
    "venue",
    phrase("{count} items of the plan carried over to {on}."),
    facts={"count": int, "on": str},
)


@deadlines.handler(CARRY, word=phrase("Open items go over to the next day's plan"))
def carry(deadline: Deadline, at: datetime) -> None:
    """Carry the open items of days gone by over to the day that begins."""
    today = day_of(at)
    rows = list(
        PlanItem.objects.select_for_update()
        .filter(site_id=deadline.site_id, done_at=None, on__lt=today)
        .order_by("number")
    )
    for row in rows:
        row.on, row.carried = today, row.carried + 1
        row.save(update_fields=["on", "carried"])
        put_on_lists(row, at)
    carry_next(deadline.site_id, at)
    if not rows:
        return
    facts = {"on": today.isoformat(), "count": len(rows)}
    actor = deadlines.system_actor(deadline.site_id)
    registers.write(_CARRIED, actor=actor, at=at, body=facts, site_id=deadline.site_id)
    cite(CLAUSE)
    miss(CLAUSE)
    board_changed()
    announce("plan_carried", CLAUSE, at=at, on=facts["on"], count=facts["count"])

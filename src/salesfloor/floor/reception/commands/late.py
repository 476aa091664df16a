"""Days that are over: the rotation they ended with, by which entries made late go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import end_of
from salesfloor.base.commands import announce, cite
from salesfloor.base.phrases import phrase
from salesfloor.floor.reception.commands.left_open import tell_of_left
from salesfloor.floor.reception.models import FloorDay, Reception
from salesfloor.floor.reception.rules import rotation
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from datetime import date, datetime

LATE_DAY: Final = "late_day_ends"


def keep_day(site_id: int, state: rotation.Floor) -> None:
    """Keep the rotation of a day for entries made late."""
    FloorDay.objects.update_or_create(
        site_id=site_id, day=state.day, defaults={"state": rotation.to_json(state)}
    )


def rotation_of(site_id: int, day: date) -> rotation.Floor:
    """Return the rotation of a day that is over, as it ended; an empty one where nothing happened."""
    rows = FloorDay.objects.filter(site_id=site_id, day=day)
    state = rows.values_list("state", flat=True).first()
    return rotation.from_json(state) if state else rotation.Floor(day=day)


def end_late_days() -> None:
    """Let the days to which customers were added late end, after the last entry of a script."""
    for row in FloorDay.objects.exclude(state__waiting=[]):
        deadlines.set_due(LATE_DAY, subject=row.pk, site_id=row.site_id, due_at=end_of(row.day))


@deadlines.handler(LATE_DAY, word=phrase("An earlier day is closed"))
def end_late_day(deadline: deadlines.Deadline, at: datetime) -> None:
    """Close as `left` those who still wait on a day that is over, at its own midnight."""
    row = FloorDay.objects.select_for_update().get(pk=deadline.subject)
    state = rotation.from_json(row.state)
    waiting = [one.reception for one in state.waiting]
    left = Reception.objects.filter(pk__in=waiting, ended_at=None)
    closed = list(left.order_by("pk"))
    refs = [one.ref for one in closed]
    left.update(ended_at=at, outcome="left", ended_by="salesfloor")
    state.waiting = []
    row.state = rotation.to_json(state)
    row.save(update_fields=["state"])
    registers.append(
        site_id=row.site_id,
        kind="floor",
        actor=deadlines.system_actor(row.site_id),
        at=at,
        body={"do": "day_ends", "day": state.day.isoformat(), "left": refs},
    )
    cite("3.2.1.1")
    for ref in refs:
        announce("left", "3.2.1.1", at=at, ref=ref)
    tell_of_left(row.site_id, closed, at)

"""Items without a name: nothing tells whose they are; a keyed mark counts them until the meeting closes.

The key of a meeting's marks lives as long as the meeting is open; with it gone, the marks of those who put
items cannot be told from any others, by anybody.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db.models import F

from salesfloor.base import lines
from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.phrases import phrase
from salesfloor.floor.meetings import rules
from salesfloor.floor.meetings.models import Item, Mark, Meeting
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import date

TO_WRITE: Final = "nameless_items_to_write"
_WRITTEN: Final = lines.line(
    "nameless_items",
    "meetings",
    phrase("Put for meeting {meeting} without a name: {items} on {on}."),
    facts={"items": int, "meeting": str, "on": str},
)
_KEY_BYTES: Final = 32


def count_one(row: Meeting, staff_id: int, at: datetime) -> None:
    """Count an item of somebody who gives no name.

    :raises Refused: `input` beyond what one person puts for a meeting.
    """
    if row.mark_key is None:
        row.mark_key = secrets.token_bytes(_KEY_BYTES)
        row.save(update_fields=["mark_key"])
    mark = hmac.digest(bytes(row.mark_key), str(staff_id).encode(), "sha256").hex()
    kept, _ = Mark.objects.get_or_create(meeting=row, mark=mark)
    most = rulebook.policies(row.site_id, at)["meeting.anonymous_items"]
    rules.may_put_nameless(put_before=kept.items, most=most).enforce()
    Mark.objects.filter(pk=kept.pk).update(items=F("items") + 1)
    deadlines.set_due(TO_WRITE, subject=row.pk, site_id=row.site_id, due_at=end_of(day_of(at)))


def forget(row: Meeting) -> None:
    """Destroy key and marks when the meeting closes."""
    row.mark_key = None
    row.save(update_fields=["mark_key"])
    Mark.objects.filter(meeting=row).delete()


@deadlines.handler(TO_WRITE, word=phrase("Items put without a name are counted"))
def write_down(deadline: deadlines.Deadline, at: datetime) -> None:
    """Write down at the end of a day how many items were put without a name on it."""
    row = Meeting.objects.get(pk=deadline.subject)
    day: date = day_of(at - (end_of(day_of(at)) - start_of(day_of(at))))
    items = Item.objects.filter(meeting=row, on=day, by="").count()
    registers.write(
        _WRITTEN,
        actor=deadlines.system_actor(row.site_id),
        at=at,
        body={"meeting": row.code, "items": items, "on": day.isoformat()},
        site_id=row.site_id,
    )

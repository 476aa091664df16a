"""What becomes of an export whose time is over, and of a list that somebody takes as a file."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction

from salesfloor.base.lines import line
from salesfloor.base.phrases import phrase
from salesfloor.floor.exports.commands import OVER
from salesfloor.floor.exports.models import Export, ListTaken
from salesfloor.floor.exports.sources import ids_of
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.registers import api as registers
from salesfloor.web.lists import on_taken

if TYPE_CHECKING:
    from salesfloor.kernel.deadlines.api import Deadline
    from salesfloor.web.lists import Taken

LIST_TAKEN: Final = line(
    "list_taken",
    "custody",
    phrase("A list with the data of {customers} customers was taken as a file"),
    facts={"customers": int},
)


@deadlines.handler(OVER, word=phrase("An exported file is deleted"), limit=deadlines.Limit.DURATION)
def forget_file(deadline: Deadline, at: datetime) -> None:
    """Let the file go; what is on record stays."""
    del at
    Export.objects.filter(pk=deadline.subject).update(file=None)


@on_taken
def note_list(taken: Taken) -> None:
    """Put on record that a list left as a file, and whose data it holds (7.2.2).

    Half of it is never there: what cannot be put on record does not leave.
    """
    site_id = taken.actor.site_id or 0
    ids = ids_of(site_id, taken.phones)
    if not ids:
        return
    at = taken.left_at
    with transaction.atomic():
        ListTaken.objects.create(
            site_id=site_id,
            at=at,
            by=taken.actor.code,
            listed=taken.listed,
            customer_ids=ids,
        )
        body = {"list": taken.listed, "customers": len(ids)}
        registers.write(LIST_TAKEN, actor=taken.actor, at=at, body=body)

"""Forgetting: the words of a record are destroyed after their time; item, clause and points stay (L12)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base import lines
from salesfloor.base.china_time import day_of, start_of
from salesfloor.base.lines import on
from salesfloor.base.phrases import phrase
from salesfloor.kernel.conduct.fining import fine_of
from salesfloor.kernel.conduct.keeping import FORGOTTEN, KEEP_DAYS, forget_at, remember
from salesfloor.kernel.conduct.models import Appeal, Record, State
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.files import api as files
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry
    from salesfloor.kernel.deadlines.api import Deadline

_DESTROYED: Final = lines.line(
    "words_destroyed",
    "conduct",
    phrase("The words beside line {register_no} are destroyed: their time is over."),
    facts={"register_no": int},
)


def destroy_words(site_id: int, facts: dict[str, str], at: datetime) -> None:
    """Destroy what people said beside the lines of the conduct book that say one of these facts."""
    actor = deadlines.system_actor(site_id)
    registers.erase_about(_DESTROYED, site_id=site_id, facts=facts, actor=actor, at=at)


@deadlines.handler(
    FORGOTTEN, word=phrase("The words of an old record are destroyed"), is_late_safe=True
)
def forget(deadline: Deadline, at: datetime) -> None:
    """Destroy the words of a record whose time is over; what is not settled yet is kept another day."""
    record = Record.objects.select_for_update().get(pk=deadline.subject)
    due_at = forget_at(record.site_id, record.at, at)
    if due_at > at:
        remember(record, at)
        return
    fined = fine_of(record)
    is_owed = fined is not None and fined.final_at is None and record.state == State.STANDING
    if record.state == State.APPEALED or is_owed:
        due_at = start_of(day_of(at) + timedelta(days=1))
        deadlines.set_due(FORGOTTEN, subject=record.pk, site_id=record.site_id, due_at=due_at)
        return
    Record.objects.filter(pk=record.pk).update(
        note="", reply="", reason="", photo="", forgotten_at=at
    )
    Appeal.objects.filter(record=record).update(grounds="", reason="")
    files.destroy(site_id=record.site_id, subject=record.name, at=at)
    messages.forget_words(site_id=record.site_id, subject=record.name)
    facts = {"conduct": str(record.number), "about": record.name}
    if fined is not None:
        facts["fine_no"] = str(fined.number)
    destroy_words(record.site_id, facts, at)


@on(rulebook.POLICY_SET)
def remember_anew(entry: Entry) -> None:
    """Set anew when records are forgotten, where the house changes for how long they are kept."""
    if entry.body["policy"] != KEEP_DAYS:
        return
    days = entry.body["value"]
    for record in Record.objects.filter(site_id=entry.site_id, forgotten_at=None):
        due_at = forget_at(record.site_id, record.at, entry.at)
        if days is not None:
            due_at = min(due_at, start_of(day_of(record.at) + timedelta(days=int(days) + 1)))
        deadlines.set_due(FORGOTTEN, subject=record.pk, site_id=record.site_id, due_at=due_at)

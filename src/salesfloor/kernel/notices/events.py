"""A notice that somebody has not read in time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base import lines
from salesfloor.base.acts import announce, board_changed, cite, miss
from salesfloor.base.fields import Who
from salesfloor.base.phrases import phrase
from salesfloor.base.trades import trade_of
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.notices import rules
from salesfloor.kernel.notices.commands import READ_BY
from salesfloor.kernel.notices.models import Notice
from salesfloor.kernel.notices.queries import missing
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.kernel.deadlines.api import Deadline

_UNREAD: Final = lines.line(
    "notice_unread",
    "performance",
    phrase("Notice {notice} was not read in time by {who}."),
    facts={"notice": int, "who": list[Who]},
)


@deadlines.handler(READ_BY, word=phrase("A notice was not read in time"))
def fall_due(deadline: Deadline, at: datetime) -> None:
    """Name who has not read a notice by its moment, and tell who wrote it."""
    row = Notice.objects.get(pk=deadline.subject)
    who = missing(row)
    if not who:
        return
    clause, facts = rules.clause_of(trade_of(row.site_id)), {"notice": row.number, "who": who}
    actor = deadlines.system_actor(row.site_id)
    registers.write(_UNREAD, actor=actor, at=at, body=facts, site_id=row.site_id)
    cite(clause)
    miss(clause)
    board_changed()
    announce("notice_unread", clause, at=at, **facts)
    writers = people.Staff.objects.filter(code=row.by, left_at=None)
    messages.tell_all(
        writers.values_list("pk", flat=True),
        site_id=row.site_id,
        at=at,
        clause=clause,
        sentence=phrase(
            "Not read by {count} people in time: notice {notice}.",
            count=len(who),
            notice=row.number,
        ),
        subject=f"notice:{row.number}",
    )

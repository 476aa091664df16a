"""The colleagues' days are over: the case is the manager's; a party who leaves brings it there, too."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from salesfloor.base import lines
from salesfloor.base.acts import announce, cite
from salesfloor.base.phrases import phrase
from salesfloor.floor.disputes.cases import CLAUSE, TO_MANAGER, put_on_managers_list
from salesfloor.floor.disputes.models import Dispute
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry
    from salesfloor.kernel.deadlines.api import Deadline

_TO_MANAGER: Final = lines.line(
    "case_to_manager", "claims", phrase("Case {case} is the manager's"), facts={"case": int}
)


@deadlines.handler(TO_MANAGER, word=phrase("A dispute goes to the manager"))
def days_are_over(deadline: Deadline, at: datetime) -> None:
    """Give a case that is still open to the manager."""
    row = Dispute.objects.select_for_update().get(pk=deadline.subject)
    if row.closed_at is not None or row.with_manager_at is not None:
        return
    row.with_manager_at = at
    row.save(update_fields=["with_manager_at"])
    actor = deadlines.system_actor(row.site_id)
    facts = {"case": row.number}
    registers.write(_TO_MANAGER, actor=actor, at=at, body=facts, site_id=row.site_id)
    put_on_managers_list(row, at)
    cite(CLAUSE)
    announce("case_to_manager", CLAUSE, at=at, **facts)


@lines.on("leave_job")
def party_leaves(entry: Entry) -> None:
    """Have open cases of somebody who leaves on the manager's list: they may be decided now."""
    rows = Dispute.objects.filter(closed_at=None, with_manager_at=None, site_id=entry.site_id)
    gone = people.Staff.objects.filter(code=entry.body["who"]).values("pk")
    for row in rows.filter(parties__staff_id__in=gone):
        put_on_managers_list(row, entry.at)

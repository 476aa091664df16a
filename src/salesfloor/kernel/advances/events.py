"""What happens by itself about advances: one that is not settled in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.commands import announce, miss
from salesfloor.base.phrases import phrase
from salesfloor.kernel.advances import commands
from salesfloor.kernel.advances.choices import Status
from salesfloor.kernel.advances.models import Advance
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from datetime import datetime


@deadlines.handler(commands.OVERDUE, word=phrase("An advance is not settled in time"))
def advance_overdue(deadline: deadlines.Deadline, at: datetime) -> None:
    """Report an advance that is not settled by the end of its last day."""
    row = Advance.objects.get(pk=deadline.subject)
    if row.status != Status.PAID:
        return
    who = people.codes_of([row.staff_id])[row.staff_id]
    miss(commands.CLAUSE)
    announce(commands.OVERDUE, commands.CLAUSE, at=at, advance=row.number, who=who)

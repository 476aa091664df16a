"""What happens by itself at the till: a day that was not closed in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.commands import announce, miss
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.floor.till import days
from salesfloor.floor.till.models import TillDay
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from datetime import datetime


@deadlines.handler(days.NOT_CLOSED, word=phrase("The day's money is not closed"))
def remind_to_close(deadline: deadlines.Deadline, at: datetime) -> None:
    """Say that the money of a day was not closed by the morning after (7.2.3)."""
    till_day = TillDay.objects.filter(pk=deadline.subject).first()
    if till_day is None or not days.is_open(till_day.site_id, till_day.day, at):
        return
    first = days.first_open(till_day.site_id, at)
    miss(days.CLAUSE)
    announce(days.NOT_CLOSED, days.CLAUSE, at=at, from_no=first)
    work.owe(
        kind=days.NOT_CLOSED,
        subject=f"till_day:{till_day.pk}",
        site_id=till_day.site_id,
        clause=days.CLAUSE,
        sentence=phrase("Close the cash of {day}.", day=till_day.day),
        at=at,
        due_at=at,
        posts=(Post.FINANCE,),
    )

"""Reading the daily report (4.6)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, board_changed, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.floor.results import api as results
from salesfloor.floor.standings.models import DailyReport, Reading
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

CLAUSE: Final = "4.6"
KIND: Final = "read_report"


class ReportRead(Answer):
    """The day of the report."""

    on: date


@command(
    "read_report",
    may=results.MEMBERS,
    word=phrase("I have read the daily report"),
    clauses=(CLAUSE,),
    trades=results.FLOORS,
    writes=RegisterLine("performance", phrase("{by} has read the daily report of {on}.")),
    done=phrase("Noted."),
)
def read_report(
    *, actor: StaffActor, at: datetime, on: Annotated[Day, Label("Day")] | None = None
) -> ReportRead:
    """Read the report of a day; opening its page is reading it.

    :raises Refused: `input` where there is none; `access` for somebody who neither leads nor reads it.
    """
    day = on or day_of(at)
    report = DailyReport.objects.filter(site_id=actor.site_id, on=day).first()
    if report is None:
        raise bad_input(phrase("There is no report of that day."))
    if actor.post not in LEADERS and actor.staff_id not in report.readers:
        raise no_access(phrase("The daily report is for those who lead."))
    _, is_first = Reading.objects.get_or_create(
        report=report, staff_id=actor.staff_id, defaults={"at": at}
    )
    if is_first:
        registers.record(actor=actor, at=at, body={"on": day.isoformat()})
    work.settle(
        kind=KIND,
        subject=f"daily_report:{day.isoformat()}",
        site_id=actor.site_id,
        at=at,
        staff_ids=[actor.staff_id],
    )
    cite(CLAUSE)
    board_changed()
    return ReportRead(on=day)

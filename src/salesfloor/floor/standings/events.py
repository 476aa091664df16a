"""The battle report of the evening, the daily report of the morning (4.2.3, 4.6)."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from salesfloor.base import lines
from salesfloor.base.acts import announce, board_changed, cite
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.shares import exact
from salesfloor.floor.pace import api as pace
from salesfloor.floor.results import api as results
from salesfloor.floor.standings.commands.reading import CLAUSE, KIND
from salesfloor.floor.standings.commands.sending import battle_rows, tell_battle
from salesfloor.floor.standings.models import DailyReport
from salesfloor.floor.standings.ranking import days_since
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work

DUTY: Final = "daily_report"
READ_DUTY: Final = duties.inner_duty("read_report", CLAUSE, "Reading the daily report", "看日报表")
_BATTLE: Final = lines.line(
    "battle_report", "performance", phrase("Battle report of {on} to {people} people."),
    facts={"on": str, "people": int},
)  # fmt: skip
_REPORT: Final = lines.line(
    "daily_report", "performance", phrase("Daily report on {on}; best: {best}."),
    facts={"on": list, "best": list},
)  # fmt: skip


@duties.daily("battle_report", word=phrase("The standings of the hour are sent"), duty="battle_report", phase=deadlines.Phase.OPENING,
              clock=lambda day: day.clock("battle_report.at"))  # fmt: skip
def report_battle(day: duties.SiteDay, at: datetime) -> None:
    """Send today's results of every team to every salesperson and lead."""
    if not leave.is_working_day(day.site.pk, day.day):
        return
    rows = battle_rows(day.site, at)
    readers = list(people.working_at(day.site.pk, at).filter(post__in=results.SELLERS))
    told = [one.as_json() for one in rows]
    actor = deadlines.system_actor(day.site.pk)
    written = [{key: str(value) for key, value in one.items()} for one in told]
    body = {"on": day.day.isoformat(), "rows": written, "people": len(readers)}
    registers.write(_BATTLE, actor=actor, at=at, body=body, site_id=day.site.pk)
    cite("4.2.3")
    board_changed()
    announce(
        "battle_report",
        "4.2.3",
        at=at,
        on=day.day.isoformat(),
        rows=told,
        people=len(readers),
    )
    tell_battle(day.site, readers, rows, "", at)


@duties.daily("daily_report", word=phrase("The report of the day is sent"), duty=DUTY, phase=deadlines.Phase.OPENING,
              clock=lambda day: day.clock("daily_report.at"))  # fmt: skip
def report_daily(day: duties.SiteDay, at: datetime) -> None:
    """Write the report of a morning: the days since the last one, who was best, who is below."""
    if not leave.is_working_day(day.site.pk, day.day):
        return
    last = DailyReport.objects.filter(site_id=day.site.pk, on__lt=day.day).order_by("-on").first()
    days = days_since(last.on if last else None, day.day)
    readers = _readers(day, at)
    rows = _rows(day, days, at)
    most = max((row["result"] for row in rows), default=0)
    best = sorted(row["who"] for row in rows if row["result"] == most and most >= 1)
    report = DailyReport.objects.create(
        site_id=day.site.pk,
        on=day.day,
        at=at,
        days=days,
        readers=sorted(one.pk for one in readers),
        best=best,
        rows=[{**row, "result": str(row["result"])} for row in rows],
        below=_below(day, at),
    )
    codes = sorted(one.code for one in readers)
    facts: dict[str, Any] = {
        "on": [one.isoformat() for one in days],
        "readers": codes,
        "best": best,
    }
    actor = deadlines.system_actor(day.site.pk)
    registers.write(_REPORT, actor=actor, at=at, body=facts, site_id=day.site.pk)
    cite(CLAUSE)
    board_changed()
    announce("daily_report", CLAUSE, at=at, **facts)
    work.settle_from(kind=KIND, prefix="daily_report:", site_id=day.site.pk, at=at)
    work.owe(
        kind=KIND,
        subject=f"daily_report:{day.day.isoformat()}",
        site_id=day.site.pk,
        clause=CLAUSE,
        sentence=phrase("Read the daily report of {on}.", on=day.day),
        at=at,
        due_at=day.clock("daily_report.read_by"),
        staff_ids=report.readers,
        command="read_report",
        given={"on": day.day.isoformat()},
    )


def _readers(day: duties.SiteDay, at: datetime) -> list[people.Staff]:
    """Return the leads who are expected on the day, or who stands in for them."""
    attendance = leave.Attendance(day.site, day.day, day.day)
    expected = {one.pk: one for one in attendance.expected(day.day)}
    found = {}
    for team in people.Team.objects.filter(site_id=day.site.pk):
        lead = leave.acting_lead(team.pk, at)
        if lead is not None and lead.pk in expected:
            found[lead.pk] = lead
    return list(found.values())


def _rows(day: duties.SiteDay, days: list[Any], at: datetime) -> list[dict[str, Any]]:
    measure = results.Measure(day.value("target.measure"))
    tally = results.tally(day.site, measure, days[0], days[-1], at)
    sellers = people.working_at(day.site.pk, at).filter(post=Post.SALESPERSON).order_by("code")
    return [{"who": one.code, "result": tally.of_person(one.pk)} for one in sellers]


def _below(day: duties.SiteDay, at: datetime) -> list[str]:
    board = pace.board_at(day.site, at)
    mark = exact(day.value("warning.verbal_below"))
    found = []
    for person in board.sellers:
        reached = board.row(person).pace.pace
        if reached is not None and reached < mark:
            found.append(person.code)
    return found


@duties.daily("duty_missed_read_report", word=phrase("The report of the day was not read"), duty=DUTY,
              clock=lambda day: day.clock("daily_report.read_by"))  # fmt: skip
def miss_readings(day: duties.SiteDay, at: datetime) -> None:
    """Write down who has not read the day's report in time."""
    report = DailyReport.objects.filter(site_id=day.site.pk, on=day.day).first()
    if report is None:
        return
    read = set(report.readings.filter(at__lt=at).values_list("staff_id", flat=True))
    codes = people.codes_of(report.readers)
    missing = [(staff_id, codes[staff_id]) for staff_id in report.readers if staff_id not in read]
    for staff_id, code in sorted(missing, key=lambda one: one[1]):
        missed = duties.Missed.of_days(READ_DUTY, day.site.pk, code, (day.day, day.day), at)
        duties.record_miss(missed, [(staff_id, code)], at)

"""Standings of teams and people (4.1.4), and the daily report (4.6)."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Any, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.choices import Choice
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.periods import PeriodField
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS
from salesfloor.base.refusals import bad_input, no_access
from salesfloor.base.shares import answered
from salesfloor.floor.pace import api as pace
from salesfloor.floor.results import api as results
from salesfloor.floor.standings.models import DailyReport
from salesfloor.floor.standings.ranking import Place, Standings
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook


class Level(Choice):
    """Whose standings."""

    TEAM = "team", phrase("Teams")
    PERSON = "person", phrase("People")


class StandingRow(Answer):
    """A place: rank, team or person, result, result per head, completion, the period before."""

    rank: int | None
    team: str | None = None
    who: str | None = None
    result: int | float | str
    per_head: float | None
    completion: float | None
    before: int | float | str


class StandingsShown(Answer):
    """The standings, as far as the asker sees them."""

    rows: list[StandingRow]
    cut: bool


@question(
    "standings",
    may=results.MEMBERS,
    word=phrase("Standings"),
    clauses=("4.1.4",),
    trades=results.FLOORS,
)
def standings(
    *,
    actor: StaffActor,
    at: datetime,
    period: Annotated[PeriodField, Label("Period")] | None = None,
    measure: Annotated[results.Measure, Label("What is counted")] | None = None,
    level: Annotated[Level, Label("Level")] = Level.TEAM,
) -> StandingsShown:
    """Return teams or people by result; a salesperson sees the first ranks and the own row."""
    site = people.Site.objects.get(pk=actor.site_id)
    wanted = measure or results.Measure(rulebook.policies(site.pk, at)["target.measure"])
    found = Standings(site, period or pace.period_at(site.pk, at), wanted, at)
    if level is Level.TEAM:
        return StandingsShown(
            rows=[_row(one, wanted, team=one.name) for one in found.teams()], cut=False
        )
    places = found.persons()
    seen = places
    if actor.post not in LEADERS and not results.sight_of(actor, at).everybody:
        top = rulebook.policies(site.pk, at)["standings.shown_top"]
        seen = [
            one
            for one in places
            if one.id == actor.staff_id or (one.rank is not None and one.rank <= top)
        ]
    return StandingsShown(
        rows=[_row(one, wanted, who=one.name) for one in seen], cut=len(seen) < len(places)
    )


def _row(one: Place, measure: results.Measure, **name: str) -> StandingRow:
    is_money = measure is results.Measure.AMOUNT
    per_head = one.per_head
    return StandingRow(
        rank=one.rank,
        **name,
        result=results.as_answer(one.result, measure),
        per_head=answered(per_head / 100 if is_money and per_head else per_head, 2),
        completion=answered(one.completion, 4),
        before=results.as_answer(one.before, measure),
    )


class ReportRow(Answer):
    """A person's result in the report."""

    who: str
    result: int | float | str


class DailyReportShown(Answer):
    """A morning's report: its days, the best, those below, who has read it."""

    on: list[date]
    best: list[str]
    below: list[str]
    rows: list[ReportRow]
    read_by: list[str]
    unread: list[str]


FOR_LEADERS: Final = phrase("The daily report is for those who lead.")


@question(
    "daily_report",
    may=results.MEMBERS,
    word=phrase("The daily report"),
    clauses=("4.6",),
    trades=results.FLOORS,
)
def daily_report(
    *, actor: StaffActor, at: datetime, on: Annotated[Day, Label("Day")] | None = None
) -> DailyReportShown:
    """Return the report of a morning, today's where none is named.

    :raises Refused: `input` where there is none; `access` for somebody who neither leads nor reads it.
    """
    report = report_of(actor.site_id, on or day_of(at))
    if actor.post not in LEADERS and actor.staff_id not in report.readers:
        raise no_access(FOR_LEADERS)
    sight = results.sight_of(actor, at)
    measure = results.Measure(
        rulebook.policies_on(actor.site_id, report.on, report.at)["target.measure"]
    )
    read = set(report.readings.filter(at__lte=at).values_list("staff_id", flat=True))
    codes = people.codes_of([*report.readers, *read])
    known = dict(
        people.Staff.objects.filter(code__in=[row["who"] for row in report.rows]).values_list(
            "code", "pk"
        )
    )
    return DailyReportShown(
        on=report.days,
        best=report.best,
        below=[code for code in report.below if sight.sees(known.get(code, 0))],
        rows=[
            ReportRow(who=row["who"], result=_result(row, measure))
            for row in report.rows
            if sight.sees(known.get(row["who"], 0))
        ],
        read_by=sorted(codes[one] for one in read),
        unread=sorted(codes[one] for one in report.readers if one not in read),
    )


def report_of(site_id: int, on: date) -> DailyReport:
    """Return the report of a morning.

    :raises Refused: `input` where there is none.
    """
    report = DailyReport.objects.filter(site_id=site_id, on=on).first()
    if report is None:
        raise bad_input(phrase("There is no report of that day."))
    return report


def _result(row: dict[str, Any], measure: results.Measure) -> int | float | str:
    return results.as_answer(Fraction(row["result"]), measure)

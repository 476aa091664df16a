"""A daily report as a table and spreadsheet: each person's result, each team's, the centre's (4.6)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.dates import day_or_none
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import LEADERS
from salesfloor.floor.results import api as results
from salesfloor.floor.standings.models import DailyReport
from salesfloor.floor.standings.queries import daily_report
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.directory import names_of
from salesfloor.web.lists import NUMBER, Column, Empty, List

if TYPE_CHECKING:
    from salesfloor.web.lists import Asked


def sums_of(
    site: people.Site, row: DailyReport
) -> tuple[list[tuple[str, Fraction]], Fraction, results.Measure]:
    """Return team and result for each team of a report, the centre's result, and the measure."""
    measure = results.Measure(rulebook.policies(site.pk, row.at)["target.measure"])
    tally = results.tally(site, measure, row.days[0], row.days[-1], row.at)
    teams = people.Team.objects.filter(site_id=site.pk).order_by("name")
    return [(team.name, tally.of_team(team.pk)) for team in teams], tally.total(), measure


@dataclass(frozen=True, slots=True)
class Line:
    """A person, a team or the centre, with the result."""

    level: Phrase
    name: str
    result: int | float | str


def report_rows(asked: Asked) -> list[Line]:
    """Return the lines of the report of a day, of today's where none is named."""
    actor = results.staff_actor(asked.actor)
    day = day_or_none(asked.request.GET.get("on")) or day_of(asked.at)
    row = DailyReport.objects.filter(site_id=actor.site_id, on=day).first()
    if row is None:
        return []
    shown = daily_report(actor=actor, at=asked.at, on=day)
    names = names_of(one.who for one in shown.rows)
    site = people.Site.objects.get(pk=row.site_id)
    teams, total, measure = sums_of(site, row)
    lines = [Line(phrase("Person"), names.get(one.who, one.who), one.result) for one in shown.rows]
    lines += [
        Line(phrase("Team"), name, results.as_answer(value, measure)) for name, value in teams
    ]
    return [*lines, Line(phrase("Centre"), site.name, results.as_answer(total, measure))]


REPORT: Final = List(
    "daily_report",
    phrase("The daily report"),
    may=LEADERS,
    rows=report_rows,
    columns=(
        Column(phrase("Whose"), "level"),
        Column(phrase("Name"), "name", is_main=True),
        Column(phrase("Result"), "result", NUMBER),
    ),
    empty=Empty(phrase("There is no report of that day.")),
    clause="4.6",
)

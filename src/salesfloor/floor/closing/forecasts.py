"""What teams forecast in the evening against what the next day brought (4.1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.floor.closing.models import Close
from salesfloor.floor.closing.rules import mean
from salesfloor.floor.results import api as results
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import date, datetime

DAYS: Final = 10
_LOOKS_BACK: Final = timedelta(days=45)
"""In which the working days looked at lie, and the closes before the first of them."""


@dataclass(frozen=True, slots=True)
class ForecastsOfTeam:
    """A team's forecast and result of each working day; None on a day for which nobody had forecast."""

    team: str
    days: tuple[date, ...]
    forecast: tuple[int | None, ...]
    result: tuple[Fraction, ...]

    @property
    def bias(self) -> Fraction | None:
        """Return by how much a day brought more than was forecast, in the mean."""
        pairs = zip(self.forecast, self.result, strict=True)
        return mean([result - forecast for forecast, result in pairs if forecast is not None])


def forecasts_of_teams(site: people.Site, at: datetime) -> list[ForecastsOfTeam]:
    """Return the teams, by name, over the last ten working days whose closing hour has come.

    A forecast is that of a person's latest close of an earlier day, of whoever worked in the team at the closing
    hour and was expected.
    """
    today = day_of(at)
    working = leave.working_days(site.pk, today - _LOOKS_BACK, today)
    days = [day for day in working if leave.hours_of(site, day)[1] <= at][-DAYS:]
    if not days:
        return []
    measure = results.Measure(rulebook.policies(site.pk, at)["target.measure"])
    attendance = leave.Attendance(site, days[0], days[-1])
    tally = results.Tally(site, measure, attendance, at)
    history = people.TeamHistory(attendance.staff)
    rows = Close.objects.filter(
        site_id=site.pk, measure=measure, on__gte=days[0] - _LOOKS_BACK, at__lte=at
    )
    closes = list(rows.order_by("on", "at", "pk"))
    said: dict[tuple[int | None, date], int] = {}
    for day in days:
        latest = {row.staff_id: row.forecast for row in closes if row.on < day}
        closes_at = leave.hours_of(site, day)[1]
        for person in attendance.expected(day):
            if person.pk in latest:
                key = (history.at(person.pk, closes_at), day)
                said[key] = said.get(key, 0) + latest[person.pk]
    names = sorted(people.team_names_of(site.pk).items(), key=lambda one: one[1])
    found = [
        ForecastsOfTeam(
            name,
            tuple(days),
            tuple(said.get((team_id, day)) for day in days),
            tuple(tally.of_team(team_id, [day]) for day in days),
        )
        for team_id, name in names
    ]
    return [one for one in found if any(value is not None for value in one.forecast)]

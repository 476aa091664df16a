"""How a day stands before it is closed: one's own result against what was forecast, and the team's sums (4.1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from salesfloor.base.china_time import day_of
from salesfloor.base.posts import Post
from salesfloor.floor.closing.models import Close
from salesfloor.floor.results import api as results
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.leave import api as leave

if TYPE_CHECKING:
    from datetime import date, datetime

    from salesfloor.kernel.people import api as people


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A person's day: what it brought, what had been forecast for it, and whether a word on it is needed."""

    result: Fraction
    forecast_before: int | None
    measure: results.Measure
    needs_word: bool

    @property
    def error(self) -> Fraction | None:
        """Return result less forecast."""
        return None if self.forecast_before is None else self.result - self.forecast_before


def own_day(site: people.Site, staff_id: int, at: datetime) -> OwnDay:
    """Return a person's day as it stands now."""
    day = day_of(at)
    policy = duties.SiteDay(site, day, at).policy
    measure = results.Measure(policy["target.measure"])
    is_said = measure in {results.Measure.COMPLETE, results.Measure.INCOMPLETE}
    said = results.said_last(staff_id, day, at)
    is_told = any(one is not None for one in said.values())
    return OwnDay(
        results.tally(site, measure, day, day, at).of_person(staff_id),
        forecast_before(staff_id, day),
        measure,
        needs_word=policy["results.by"] == "count" and is_said and not is_told,
    )


def forecast_before(staff_id: int, day: date) -> int | None:
    """Return the forecast of the latest close of an earlier day."""
    rows = Close.objects.filter(staff_id=staff_id, on__lt=day).order_by("-on", "-at", "-pk")
    return rows.values_list("forecast", flat=True).first()


def latest_closes(site_id: int, day: date, at: datetime) -> dict[int, Close]:
    """Return the close of a day that stands, for each person, up to a moment."""
    rows = Close.objects.filter(site_id=site_id, on=day, at__lte=at).order_by("at", "pk")
    return {row.staff_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class TeamDay:
    """A team's day: the sums over its people, and who of those expected has not closed."""

    result: Fraction
    forecast: int
    missing: list[str]
    measure: results.Measure


def team_day(site: people.Site, team_id: int, at: datetime) -> TeamDay:
    """Return a team's day as it stands now."""
    day = day_of(at)
    measure = results.Measure(duties.SiteDay(site, day, at).value("target.measure"))
    attendance = leave.Attendance(site, day, day)
    members = [
        one for one in results.members_of(team_id, site.pk, at) if one.post == Post.SALESPERSON
    ]
    tally, closes = (
        results.Tally(site, measure, attendance, at),
        latest_closes(site.pk, day, at),
    )
    return TeamDay(
        sum((tally.on(one.pk, day) for one in members), Fraction()),
        sum(closes[one.pk].forecast for one in members if one.pk in closes),
        [
            one.code
            for one in members
            if one.pk not in closes and attendance.is_expected(one.pk, day)
        ],
        measure,
    )

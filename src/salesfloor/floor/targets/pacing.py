"""Targets against results: for each person and team of a period, what is reached and what to expect."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from salesfloor.base.posts import Post
from salesfloor.floor.results import api as results
from salesfloor.floor.targets.models import Claim, Target
from salesfloor.floor.targets.rules import Days, Pace, pace_of, shrunk
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.periods import Period

BASIC, CLAIMED = "basic", "claimed"


@dataclass(frozen=True, slots=True)
class Row:
    """A person, or a lead by the team's figures: what is asked, what is reached, days and pace."""

    person: people.Staff
    kind: str | None
    asked: int | None
    """The target that counts before it shrinks."""
    target: int | None
    claimed: int | None
    result: Fraction
    gone: Fraction
    days: Days
    pace: Pace
    is_provisional: bool
    """Whether a day that is over rests on what was said only."""


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team: what is asked and what is reached."""

    team: people.Team
    lead: people.Staff | None
    target: int | None
    result: Fraction
    members: tuple[people.Staff, ...]


class Board:
    """Targets and results of a site in a period and measure, as known at a moment."""

    def __init__(
        self, site: people.Site, period: Period, measure: results.Measure, at: datetime
    ) -> None:
        """Take site, period, measure and moment; what they say is read when asked for."""
        self.site, self.period, self.measure, self.at = site, period, measure, at

    @cached_property
    def attendance(self) -> leave.Attendance:
        """Return who is expected on the days of the period."""
        return leave.Attendance(self.site, self.period.first, self.period.last)

    @cached_property
    def tally(self) -> results.Tally:
        """Return the results of the period."""
        return results.Tally(self.site, self.measure, self.attendance, self.at)

    @cached_property
    def _targets(self) -> list[Target]:
        rows = Target.objects.filter(
            site_id=self.site.pk,
            period=str(self.period),
            measure=self.measure,
            replaced_at=None,
        )
        return list(rows)

    @cached_property
    def _claims(self) -> dict[int, Claim]:
        rows = Claim.objects.filter(
            site_id=self.site.pk, period=str(self.period), measure=self.measure, replaced_at=None
        )
        return {row.staff_id: row for row in rows.exclude(signed_at=None)}

    @cached_property
    def _shrinks(self) -> bool:
        return bool(rulebook.policies(self.site.pk, self.at)["target.shrinks"])

    def is_over(self, day: date) -> bool:
        """Tell whether a day's closing hour has come."""
        return leave.hours_of(self.site, day)[1] <= self.at

    @cached_property
    def site_days(self) -> Days:
        """Return the site's working days of the period, and those that are over."""
        working = self.attendance.working
        gone = sum(self.is_over(day) for day in working)
        return Days(len(working), len(working), gone)

    def days_of(self, staff_id: int) -> Days:
        """Return a person's days: the site's less rest; less other leave and days not employed."""
        of_site = own = gone = 0
        for day in self.attendance.working:
            kind = self.attendance.leave_on(staff_id, day)
            if kind == "rest":
                continue
            of_site += 1
            if kind or not self.attendance.is_employed(staff_id, day):
                continue
            own += 1
            gone += self.is_over(day)
        return Days(of_site, own, gone)

    def asked_of(self, staff_id: int) -> tuple[str | None, int | None]:
        """Return the target that counts of a person, and whether it is basic or claimed."""
        basic = next((one for one in self._targets if one.staff_id == staff_id), None)
        if basic is not None:
            return BASIC, basic.value
        claim = self._claims.get(staff_id)
        return (None, None) if claim is None else (CLAIMED, claim.value)

    def _gone_days(self) -> list[date]:
        first, last = self.period.first.toordinal(), self.period.last.toordinal()
        days = (date.fromordinal(number) for number in range(first, last + 1))
        return [day for day in days if self.is_over(day)]

    def row(self, person: people.Staff) -> Row:
        """Return a person's row; somebody who never worked here has nothing in it."""
        days = self.days_of(person.pk)
        kind, asked = self.asked_of(person.pk)
        target = None if asked is None else shrunk(asked, days, shrinks=self._shrinks)
        result = self.tally.of_person(person.pk)
        gone_days = self._gone_days()
        gone = self.tally.of_person(person.pk, gone_days)
        claim = self._claims.get(person.pk)
        over = frozenset(gone_days)
        return Row(
            person=person,
            kind=kind if target else None,
            asked=asked,
            target=target or None,
            claimed=claim.value if claim else None,
            result=result,
            gone=gone,
            days=days,
            pace=pace_of(target, result, gone, days),
            is_provisional=any(
                staff_id == person.pk and day in over for staff_id, day in self.tally.provisional()
            ),
        )

    @cached_property
    def sellers(self) -> list[people.Staff]:
        """Return the salespeople who work at the site now, by code."""
        here = people.working_at(self.site.pk, self.at).filter(joined_at__lte=self.at)
        known = self.attendance.staff
        rows = here.filter(post=Post.SALESPERSON).order_by("code")
        return [one for one in rows if one.pk in known]

    @cached_property
    def teams(self) -> list[TeamRow]:
        """Return every team that has people, by name: its basic target, or the sum of its people's."""
        history = people.TeamHistory(one.pk for one in self.sellers)
        found = []
        for team in people.Team.objects.filter(site_id=self.site.pk).order_by("name"):
            lead = people.Staff.objects.filter(
                team_id=team.pk, post=Post.LEAD, left_at=None
            ).first()
            members = tuple(one for one in self.sellers if history.at(one.pk, self.at) == team.pk)
            if lead is None and not members:
                continue
            found.append(
                TeamRow(
                    team, lead, self._of_team(team, members), self.tally.of_team(team.pk), members
                )
            )
        return found

    def _of_team(self, team: people.Team, members: tuple[people.Staff, ...]) -> int | None:
        basic = next((one for one in self._targets if one.team_id == team.pk), None)
        if basic is not None:
            return basic.value or None
        targets = []
        for person in members:
            asked = self.asked_of(person.pk)[1]
            if asked is not None:
                days = self.days_of(person.pk)
                targets.append(shrunk(asked, days, shrinks=self._shrinks))
        return sum(targets) or None

    def row_of_lead(self, row: TeamRow) -> Row | None:
        """Return a lead's row: the team's target and result over the site's working days."""
        if row.lead is None:
            return None
        gone = self.tally.of_team(row.team.pk, self._gone_days())
        return Row(
            person=row.lead,
            kind=BASIC if row.target else None,
            asked=row.target,
            target=row.target,
            claimed=None,
            result=row.result,
            gone=gone,
            days=self.site_days,
            pace=pace_of(row.target, row.result, gone, self.site_days),
            is_provisional=False,
        )

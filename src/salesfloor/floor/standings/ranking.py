"""Standings of teams and people: results, heads, and the same days of the period before (4.1.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property

from salesfloor.base.china_time import day_of
from salesfloor.base.periods import Period
from salesfloor.base.posts import Post
from salesfloor.base.shares import ratio
from salesfloor.floor.results import api as results
from salesfloor.floor.standings.rules import ranked
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the standings; rank None for somebody with too few days."""

    rank: int | None
    name: str
    id: int
    result: Fraction
    per_head: Fraction | None
    completion: Fraction | None
    before: Fraction


class Standings:
    """The standings of a site in a period and measure, as known at a moment."""

    def __init__(
        self, site: people.Site, period: Period, measure: results.Measure, at: datetime
    ) -> None:
        """Take site, period, measure and moment."""
        self.site, self.at, self.period = site, at, period
        self.board = targets.Board(site, period, measure, at)

    @cached_property
    def begun(self) -> list[date]:
        """Return the working days of the period that have begun."""
        today = day_of(self.at)
        return [day for day in self.board.attendance.working if day <= today]

    @cached_property
    def _before(self) -> results.Tally | None:
        """Return the results of the period before over as many of its first working days."""
        previous = self.period.previous()
        working = leave.working_days(self.site.pk, previous.first, previous.last)
        count = min(len(self.begun), len(working))
        if not count:
            return None
        last = working[count - 1]
        return results.tally(self.site, self.board.measure, previous.first, last, self.at)

    @cached_property
    def heads(self) -> dict[tuple[int | None, int], int]:
        """Return on how many days begun each person was expected, by team at the closing hour."""
        attendance = self.board.attendance
        history = people.TeamHistory(attendance.staff)
        found: dict[tuple[int | None, int], int] = {}
        today = day_of(self.at)
        for day in self.begun:
            closes = self.at if day == today else leave.hours_of(self.site, day)[1]
            for person in attendance.expected(day):
                if person.post == Post.SALESPERSON:
                    key = (history.at(person.pk, closes), person.pk)
                    found[key] = found.get(key, 0) + 1
        return found

    def _per_head(self, result: Fraction, person_days: int) -> Fraction | None:
        return ratio(result * len(self.begun), person_days)

    def teams(self) -> list[Place]:
        """Return the teams by rank."""
        rows = self.board.teams
        found = []
        for rank, row in ranked(rows, lambda one: one.result, lambda one: one.team.name):
            days = sum(count for (team, _), count in self.heads.items() if team == row.team.pk)
            found.append(
                Place(
                    rank,
                    row.team.name,
                    row.team.pk,
                    row.result,
                    self._per_head(row.result, days),
                    ratio(row.result, row.target) if row.target else None,
                    self._before.of_team(row.team.pk) if self._before else Fraction(),
                )
            )
        return found

    def persons(self) -> list[Place]:
        """Return the salespeople by rank, those with few days at the end without one."""
        least = rulebook.policies(self.site.pk, self.at)["standings.min_days"]
        days = {
            person.pk: sum(count for (_, who), count in self.heads.items() if who == person.pk)
            for person in self.board.sellers
        }
        settled = [one for one in self.board.sellers if days[one.pk] >= least]
        others = [one for one in self.board.sellers if days[one.pk] < least]
        tally = self.board.tally
        places = [
            self._of_person(rank, one, days[one.pk])
            for rank, one in ranked(
                settled, lambda each: tally.of_person(each.pk), lambda each: each.code
            )
        ]
        return [*places, *(self._of_person(None, one, days[one.pk]) for one in others)]

    def _of_person(self, rank: int | None, person: people.Staff, days: int) -> Place:
        row = self.board.row(person)
        return Place(
            rank,
            person.code,
            person.pk,
            row.result,
            self._per_head(row.result, days),
            row.pace.completion,
            self._before.of_person(person.pk) if self._before else Fraction(),
        )


def teams_today(
    site: people.Site, day: date, at: datetime
) -> list[tuple[int, str, Fraction, Fraction | None]]:
    """Return rank, team, result and result per head of one day, for every team of the site."""
    measure = results.Measure(rulebook.policies_on(site.pk, day, at)["target.measure"])
    attendance = leave.Attendance(site, day, day)
    tally = results.Tally(site, measure, attendance, at)
    expected = [one for one in attendance.expected(day) if one.post == Post.SALESPERSON]
    history = people.TeamHistory(attendance.staff)
    here = people.working_at(site.pk, at).filter(post__in=results.SELLERS)
    manned = {history.at(one.pk, at) for one in here if one.pk in attendance.staff}
    teams = [
        (
            team.name,
            tally.of_team(team.pk),
            sum(history.at(one.pk, at) == team.pk for one in expected),
        )
        for team in people.Team.objects.filter(site_id=site.pk)
        if team.pk in manned
    ]
    return [
        (rank, name, result, ratio(result, heads))
        for rank, (name, result, heads) in ranked(teams, lambda one: one[1], lambda one: one[0])
    ]


def not_counted_today(site: people.Site, day: date, at: datetime) -> int:
    """Return of how many people the house has not counted a day yet."""
    measure = results.Measure(rulebook.policies_on(site.pk, day, at)["target.measure"])
    provisional = results.tally(site, measure, day, day, at).provisional()
    return len({staff_id for staff_id, _ in provisional})


def days_since(last: date | None, day: date) -> list[date]:
    """Return the days from the last report up to the day before this one."""
    first = day - timedelta(days=1) if last is None else last
    return [first + timedelta(days=number) for number in range((day - first).days)]

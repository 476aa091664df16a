"""An evening of a site: its windows, its teams with their people, what they have answered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.posts import Post
from salesfloor.floor.pulse.models import Round, TeamAnswer
from salesfloor.floor.pulse.rules import Window
from salesfloor.floor.results import api as results
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from collections.abc import Iterable

DUTY: Final = "pulse"
SUMMED: Final = ("complete", "incomplete", "tomorrow")


@dataclass(frozen=True, slots=True)
class Said:
    """A person's figures of the day, the time of the first answer and of the latest."""

    complete: int
    incomplete: int
    tomorrow: int
    first_at: datetime


class Evening:
    """A day of a site as its round sees it, at a moment."""

    def __init__(self, site: people.Site, day: date, at: datetime) -> None:
        """Take the site, the day and the moment; everything else is read when asked for."""
        self.site, self.day, self.at = site, day, at
        self.policies = duties.SiteDay(site, day, at)

    @cached_property
    def attendance(self) -> leave.Attendance:
        """Return who is expected on the day."""
        return leave.Attendance(self.site, self.day, self.day)

    @cached_property
    def has_round(self) -> bool:
        """Tell whether there is a round on this day."""
        return self.policies.runs(DUTY) and leave.is_working_day(self.site.pk, self.day)

    @cached_property
    def skipped(self) -> set[str]:
        """Return the levels whose question could not leave in time and was not asked."""
        rows = Round.objects.filter(site_id=self.site.pk, on=self.day, is_skipped=True)
        return set(rows.values_list("level", flat=True))

    def window(self, level: str) -> Window:
        """Return the window of the team's or the centre's question."""
        asks = self.policies.clock(f"pulse.{level}_at")
        minutes = self.policies.value("pulse.reply_within_minutes")
        return Window(asks, asks + timedelta(minutes=minutes))

    @cached_property
    def _moment(self) -> datetime:
        """Return when to look at who works in which team: now, or the closing hour of a day gone by."""
        if self.day == day_of(self.at):
            return self.at
        return leave.hours_of(self.site, self.day)[1]

    @cached_property
    def members(self) -> dict[int, list[people.Staff]]:
        """Return the lead and salespeople of each team, by code."""
        sellers = [
            one
            for one in self.attendance.staff.values()
            if one.post in results.SELLERS and one.joined_at <= self._moment
            and (one.left_at is None or one.left_at > self._moment)
        ]  # fmt: skip
        history = people.TeamHistory(one.pk for one in sellers)
        found: dict[int, list[people.Staff]] = defaultdict(list)
        for one in sorted(sellers, key=lambda each: each.code):
            team_id = history.at(one.pk, self._moment)
            if team_id is not None:
                found[team_id].append(one)
        return found

    @cached_property
    def teams(self) -> list[people.Team]:
        """Return the site's teams that have people, by name."""
        teams = people.Team.objects.filter(site_id=self.site.pk).order_by("name")
        return [team for team in teams if self.members.get(team.pk)]

    def expected_of(self, team_id: int) -> list[people.Staff]:
        """Return the salespeople of a team who are expected at the moment."""
        there = {one.pk for one in self.attendance.expected_at(self.at)}
        return [
            one for one in self.members[team_id] if one.post == Post.SALESPERSON and one.pk in there
        ]

    @cached_property
    def said(self) -> dict[int, Said]:
        """Return what each person has said of the day, up to the moment."""
        rows = results.Answered.objects.filter(
            site_id=self.site.pk, on=self.day, at__lte=self.at
        ).order_by("at", "pk")
        found: dict[int, Said] = {}
        for row in rows:
            before = found.get(row.staff_id)
            found[row.staff_id] = Said(
                complete=_later(row, "complete", before),
                incomplete=_later(row, "incomplete", before),
                tomorrow=_later(row, "tomorrow", before),
                first_at=before.first_at if before else row.at,
            )
        return found

    def sums(self, team_id: int) -> dict[str, int]:
        """Return the sums over what a team's people have said."""
        said = [self.said[one.pk] for one in self.members[team_id] if one.pk in self.said]
        sums = {name: sum(getattr(one, name) for one in said) for name in SUMMED}
        return {"total": sums["complete"] + sums["incomplete"], **sums}

    @cached_property
    def confirmed(self) -> dict[int, TeamAnswer]:
        """Return the latest answer of each team, up to the moment."""
        rows = TeamAnswer.objects.filter(site_id=self.site.pk, on=self.day, at__lte=self.at)
        return {row.team_id: row for row in rows.order_by("at", "pk")}

    def is_outdated(self, team_id: int) -> bool:
        """Tell whether a member's later answer has moved the sums that a team confirmed."""
        row = self.confirmed.get(team_id)
        if row is None:
            return False
        sums = self.sums(team_id)
        return any(getattr(row, name) != sums[name] for name in SUMMED)


def _later(row: results.Answered, name: str, before: Said | None) -> int:
    value = getattr(row, name)
    if value is not None:
        return int(value)
    return int(getattr(before, name)) if before else 0


def codes(staff: Iterable[people.Staff]) -> list[str]:
    """Return the codes of people in the order of their characters."""
    return sorted(one.code for one in staff)

"""What each person is credited with on each day, in one measure (4.1.2)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING

from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.posts import Post
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception import api as reception
from salesfloor.floor.results.choices import OF_APPLICATIONS, SAID, Measure
from salesfloor.floor.results.models import Answered, Application, Counted, Credit
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

Cell = tuple[int, date]
"""A person and a day."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a person was credited with at a moment; its team is the one they worked in then."""

    staff_id: int
    day: date
    at: datetime
    value: Fraction
    is_provisional: bool = False


class Tally:
    """Results of a site in one measure, from the first day to the last, as known at a moment."""

    def __init__(
        self,
        site: people.Site,
        measure: Measure,
        attendance: leave.Attendance,
        at: datetime,
    ) -> None:
        """Read what answers, counts and registers say."""
        self.measure, self.at, self.attendance = measure, at, attendance
        self.site = site
        self.first, self.last = attendance.first, min(attendance.last, day_of(at))
        self.parts: list[Part] = list(self._read())
        self._teams = people.TeamHistory(part.staff_id for part in self.parts)
        self._by_cell: dict[Cell, Fraction] = defaultdict(Fraction)
        self._by_person: dict[int, Fraction] = defaultdict(Fraction)
        self._by_team: dict[tuple[int | None, date], Fraction] = defaultdict(Fraction)
        for part in self.parts:
            self._by_cell[part.staff_id, part.day] += part.value
            self._by_person[part.staff_id] += part.value
            self._by_team[self._teams.at(part.staff_id, part.at), part.day] += part.value

    def of_person(self, staff_id: int, days: Iterable[date] | None = None) -> Fraction:
        """Return a person's result, of some days only where named."""
        if days is None:
            return self._by_person.get(staff_id, Fraction())
        return sum((self._by_cell.get((staff_id, day), Fraction()) for day in days), Fraction())

    def on(self, staff_id: int, day: date) -> Fraction:
        """Return a person's result of one day."""
        return self._by_cell.get((staff_id, day), Fraction())

    def of_team(self, team_id: int, days: Iterable[date] | None = None) -> Fraction:
        """Return a team's result: what was done for it, no matter who has moved since."""
        wanted = None if days is None else frozenset(days)
        return sum(
            (
                value
                for (team, day), value in self._by_team.items()
                if team == team_id and (wanted is None or day in wanted)
            ),
            Fraction(),
        )

    def total(self) -> Fraction:
        """Return the site's result."""
        return sum((part.value for part in self.parts), Fraction())

    @property
    def staff_ids(self) -> set[int]:
        """Return who is credited with something, or with nothing yet."""
        return {part.staff_id for part in self.parts}

    def provisional(self, team_id: int | None = None) -> list[Cell]:
        """Return the persons and days, of one team where named, not counted by the house yet, by day."""
        found = [
            (one.staff_id, one.day)
            for one in self.parts
            if one.is_provisional
            and (team_id is None or self._teams.at(one.staff_id, one.at) == team_id)
        ]
        return sorted(found, key=lambda one: (one[1], one[0]))

    def _read(self) -> Iterable[Part]:
        if self.first > self.last:
            return
        if self.measure in SAID:
            yield from self._said_and_counted()
        if self.measure in OF_APPLICATIONS:
            yield from self._of_applications()
        if self.measure in {Measure.DEALS, Measure.AMOUNT}:
            yield from self._of_deals()
        if self.measure in {Measure.VISITS, Measure.PHONES}:
            yield from self._of_receptions()
        if self.measure is Measure.FOLLOW_UPS:
            yield from self._of_follow_ups()

    def _days(self) -> list[date]:
        count = (self.last - self.first).days + 1
        return [date.fromordinal(self.first.toordinal() + number) for number in range(count)]

    def goes_by(self, day: date) -> str:
        """Return by what a day is counted: `count` or `applications`."""
        return str(rulebook.policies_on(self.site.pk, day, self.at)["results.by"])

    def _said_and_counted(self) -> Iterable[Part]:
        name = self.measure.value
        words = _latest(Answered, self.site.pk, name, self.first, self.last, self.at)
        counts = _latest(Counted, self.site.pk, name, self.first, self.last, self.at)
        of_day: dict[date, set[Cell]] = defaultdict(set)
        for cell in (*words, *counts):
            of_day[cell[1]].add(cell)
        for day in self._days():
            if self.measure in OF_APPLICATIONS and self.goes_by(day) == "applications":
                continue
            closes = leave.hours_of(self.site, day)[1]
            known = of_day.get(day, set())
            expected = {
                (one.pk, day)
                for one in self.attendance.expected(day)
                if one.post == Post.SALESPERSON
            }
            for cell in sorted(known | expected):
                value = counts.get(cell, words.get(cell, 0))
                yield Part(cell[0], day, closes, Fraction(value), cell not in counts)

    def _of_applications(self) -> Iterable[Part]:
        begins, ends = start_of(self.first), min(end_of(self.last), self.at)
        rows = Application.objects.filter(site_id=self.site.pk, entered_at__lte=ends)
        for row in rows:
            for at, value in _moves_of(row, self.measure, self.at):
                day = day_of(at)
                if begins <= at <= ends and self.goes_by(day) == "applications":
                    yield Part(row.staff_id, day, at, Fraction(value))

    def _of_deals(self) -> Iterable[Part]:
        begins, ends = start_of(self.first), end_of(self.last)
        rows = Credit.objects.filter(
            site_id=self.site.pk,
            measure=self.measure,
            at__gte=begins,
            at__lt=ends,
        )
        for staff_id, at, value in rows.filter(at__lte=self.at).values_list(
            "staff_id", "at", "value"
        ):
            if not self._by_reception(day_of(at)):
                yield Part(staff_id, day_of(at), at, Fraction(value))
        if self.measure is not Measure.DEALS:
            return
        for row in self._receptions().filter(outcome="deal", ended_at__lte=self.at):
            if row.receiver_id and row.ended_at and self._by_reception(day_of(row.ended_at)):
                yield Part(row.receiver_id, day_of(row.ended_at), row.ended_at, Fraction(1))

    def _by_reception(self, day: date) -> bool:
        policy = rulebook.policies_on(self.site.pk, day, self.at)
        return bool(policy["results.deal_is"] == "reception")

    def _receptions(self) -> QuerySet[reception.Reception]:
        return reception.Reception.objects.filter(
            site_id=self.site.pk,
            struck_at=None,
            registered_at__lt=end_of(self.last),
        )

    def _of_receptions(self) -> Iterable[Part]:
        rows = self._receptions().filter(
            assigned_at__gte=start_of(self.first),
            assigned_at__lt=end_of(self.last),
            assigned_at__lte=self.at,
        )
        if self.measure is Measure.VISITS:
            rows = rows.filter(channel="visit")
        else:
            rows = rows.filter(basis="turn").exclude(phone="")
        for staff_id, at in rows.values_list("receiver_id", "assigned_at"):
            if staff_id is None or at is None:
                continue
            yield Part(staff_id, day_of(at), at, Fraction(1))

    def _of_follow_ups(self) -> Iterable[Part]:
        rows = customers.FollowUp.objects.filter(
            customer__site_id=self.site.pk,
            reached=True,
            struck_at=None,
            at__gte=start_of(self.first),
            at__lt=end_of(self.last),
        )
        for staff_id, at in rows.filter(at__lte=self.at).values_list("staff_id", "at"):
            yield Part(staff_id, day_of(at), at, Fraction(1))


def tally(site: people.Site, measure: Measure, first: date, last: date, at: datetime) -> Tally:
    """Return the results of a site in one measure over some days, as known at a moment."""
    return Tally(site, measure, leave.Attendance(site, first, max(first, last)), at)


def _latest(  # noqa: PLR0917 - what is asked for
    model: type[Answered | Counted], site_id: int, name: str, first: date, last: date, at: datetime
) -> dict[Cell, int]:
    """Return the latest figure of each person and day that was given up to a moment."""
    rows = model.objects.filter(site_id=site_id, on__range=(first, last), at__lte=at).exclude(
        **{name: None}
    )
    latest = rows.order_by("staff_id", "on", "-at", "-pk").distinct("staff_id", "on")
    return {(row[0], row[1]): row[2] for row in latest.values_list("staff_id", "on", name)}


def _moves_of(row: Application, measure: Measure, known_at: datetime) -> list[tuple[datetime, int]]:
    """Return when an application counted in a measure, and when it was taken away again."""
    complete = row.complete_at if row.complete_at and row.complete_at <= known_at else None
    withdrawn = row.withdrawn_at if row.withdrawn_at and row.withdrawn_at <= known_at else None
    if measure is Measure.COMPLETE:
        found = [(complete, 1)] if complete else []
        gone = withdrawn if complete else None
    else:
        is_still = complete is None or day_of(complete) > day_of(row.entered_at)
        found = [(row.entered_at, 1)] if is_still else []
        gone = withdrawn if is_still and complete is None else None
    return [*found, *([(gone, -1)] if gone else [])]

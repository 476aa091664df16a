"""Contacts in time by week: of those planned for a week, how many were made by their day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from salesfloor.floor.customers import api as customers
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from datetime import date

    from salesfloor.floor.reception.queries.figures import Per


@dataclass(frozen=True, slots=True)
class WeekRow:
    """The planned contacts of one person, team or site in one week."""

    name: str
    monday: date
    planned: int
    kept: int

    @property
    def percent(self) -> int | None:
        """Return how many of a hundred were made by their day."""
        return round(100 * self.kept / self.planned) if self.planned else None


@dataclass(frozen=True, slots=True)
class Weeks:
    """The weeks of a period and what was planned and kept in each, by name."""

    mondays: list[date]
    lines: list[list[WeekRow]]
    """For each person, team or site one row a week."""

    @property
    def rows(self) -> list[WeekRow]:
        """Return the weeks in which somebody had planned something."""
        return [row for line in self.lines for row in line if row.planned]


def weeks(site_id: int, from_on: date, to_on: date, *, per: Per, today: date) -> Weeks:
    """Return contacts in time by week, per person, team or for the whole site, by name."""
    found = customers.contacts_by_week(site_id, from_on, to_on, today)
    staff = {
        one.pk: one
        for one in people.Staff.objects.filter(pk__in={staff_id for staff_id, _ in found})
        .select_related("team")
        .order_by("name", "code")
    }
    names: dict[int, str] = {}
    added: dict[tuple[int, date], tuple[int, int]] = {}
    for person in staff.values():
        key = {"person": person.pk, "team": person.team_id or 0, "site": 0}[per]
        names[key] = {
            "person": person.name,
            "team": person.team.name if person.team else "",
            "site": "",
        }[per]
        for monday in (monday for staff_id, monday in found if staff_id == person.pk):
            planned, kept = added.get((key, monday), (0, 0))
            more, made = found[person.pk, monday]
            added[key, monday] = planned + more, kept + made
    mondays = _mondays(from_on, to_on)
    lines = [
        [WeekRow(name, monday, *added.get((key, monday), (0, 0))) for monday in mondays]
        for key, name in sorted(names.items(), key=lambda one: one[1])
    ]
    return Weeks(mondays, lines)


def own_weeks(
    site_id: int, staff_id: int, from_on: date, to_on: date, *, today: date
) -> list[tuple[WeekRow, WeekRow]]:
    """Return by week the planned contacts of one person beside those of the whole site."""
    found = customers.contacts_by_week(site_id, from_on, to_on, today)
    house: dict[date, tuple[int, int]] = {}
    for (_, monday), (more, made) in found.items():
        planned, kept = house.get(monday, (0, 0))
        house[monday] = planned + more, kept + made
    return [
        (
            WeekRow("", monday, *found.get((staff_id, monday), (0, 0))),
            WeekRow("", monday, *house.get(monday, (0, 0))),
        )
        for monday in _mondays(from_on, to_on)
    ]


def _mondays(from_on: date, to_on: date) -> list[date]:
    first = from_on - timedelta(days=from_on.weekday())
    return [first + timedelta(days=7 * place) for place in range((to_on - first).days // 7 + 1)]

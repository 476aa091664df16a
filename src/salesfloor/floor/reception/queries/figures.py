"""The floor in figures: who came at which hour and how, and what each person, team and the site made of it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final, Literal

from salesfloor.base.china_time import end_of, start_of
from salesfloor.base.sql import fetch_all
from salesfloor.floor.customers import api as customers
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

Per = Literal["person", "team", "site"]

_HOURS: Final = """
    SELECT extract(hour FROM arrived_at AT TIME ZONE 'Asia/Shanghai')::int, channel, count(*)
    FROM reception_reception
    WHERE site_id = %s AND registered_at >= %s AND registered_at < %s AND struck_at IS NULL
    GROUP BY 1, 2
"""
_SOURCES: Final = """
    SELECT CASE WHEN phone = ANY(%s) THEN 'referral' WHEN channel = 'call' THEN 'phone'
        ELSE 'walk_in' END, count(*), count(*) FILTER (WHERE phone <> '')
    FROM reception_reception
    WHERE site_id = %s AND registered_at >= %s AND registered_at < %s AND struck_at IS NULL
        AND is_buyer
    GROUP BY 1
"""
_PEOPLE: Final = """
    SELECT receiver_id, count(*) FILTER (WHERE channel = 'visit'),
        count(*) FILTER (WHERE channel = 'call'), count(*) FILTER (WHERE is_buyer),
        count(*) FILTER (WHERE is_buyer AND phone <> ''),
        count(*) FILTER (WHERE basis = 'courtesy')
    FROM reception_reception
    WHERE site_id = %s AND registered_at >= %s AND registered_at < %s
        AND receiver_id IS NOT NULL AND struck_at IS NULL
    GROUP BY receiver_id
"""
_LOST: Final = """
    SELECT t.staff_id, count(*) FROM reception_lostturn t
    JOIN reception_reception r ON r.id = t.reception_id
    WHERE r.site_id = %s AND t.at >= %s AND t.at < %s GROUP BY t.staff_id
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """What somebody, a team or the site did in a period."""

    visits: int = 0
    calls: int = 0
    buyers: int = 0
    phones: int = 0
    courtesy_given: int = 0
    courtesy_received: int = 0
    contacts: int = 0
    reached: int = 0
    planned: int = 0
    kept: int = 0
    lapses: int = 0
    turns_lost: int = 0

    @property
    def phone_rate(self) -> float | None:
        """Return the share of customers that left a phone (9.5.1.4)."""
        return self.phones / self.buyers if self.buyers else None

    @property
    def in_time(self) -> float | None:
        """Return the share of planned contacts that were made by their day."""
        return self.kept / self.planned if self.planned else None

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            *(getattr(self, one.name) + getattr(other, one.name) for one in fields(Figures))
        )


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one person, team or site, by name."""

    name: str
    figures: Figures


def by_hour(site_id: int, from_on: date, to_on: date) -> dict[int, tuple[int, int]]:
    """Return visits and calls by hour of the day, from the first to the last hour that had any."""
    found: dict[int, dict[str, int]] = {}
    for hour, channel, count in fetch_all(_HOURS, (site_id, start_of(from_on), end_of(to_on))):
        found.setdefault(hour, {})[channel] = count
    if not found:
        return {}
    hours = range(min(found), max(found) + 1)
    return {
        hour: (found.get(hour, {}).get("visit", 0), found.get(hour, {}).get("call", 0))
        for hour in hours
    }


def by_source(site_id: int, from_on: date, to_on: date) -> dict[str, tuple[int, int]]:
    """Return how real customers came, and how many left a phone: walked in, rang, or were sent."""
    sent = list(
        customers.Referral.objects.filter(site_id=site_id, ended_at=None).values_list(
            "phone", flat=True
        )
    )
    rows = fetch_all(_SOURCES, (sent, site_id, start_of(from_on), end_of(to_on)))
    return {source: (count, phones) for source, count, phones in rows}


def figures(site_id: int, from_on: date, to_on: date, *, per: Per, today: date) -> list[Row]:
    """Return the figures per person, team or for the whole site, most receptions first."""
    found = _by_person(site_id, from_on, to_on, today)
    if per == "site":
        return [Row("", _sum(found.values()))]
    staff = {
        one.pk: one for one in people.Staff.objects.filter(pk__in=found).select_related("team")
    }
    names: dict[int, str] = {}
    added: dict[int, Figures] = {}
    for staff_id, one in found.items():
        person = staff[staff_id]
        key = staff_id if per == "person" else person.team_id or 0
        names[key] = person.name if per == "person" else person.team.name if person.team else ""
        added[key] = added.get(key, Figures()) + one
    rows = [Row(names[key], one) for key, one in added.items()]
    return sorted(rows, key=lambda row: (-row.figures.visits - row.figures.calls, row.name))


def own_figures(
    site_id: int, staff_id: int, from_on: date, to_on: date, *, today: date
) -> tuple[Figures, Figures]:
    """Return the figures of one person, and those of the whole site."""
    found = _by_person(site_id, from_on, to_on, today)
    return found.get(staff_id, Figures()), _sum(found.values())


def _by_person(site_id: int, from_on: date, to_on: date, today: date) -> dict[int, Figures]:
    period = (site_id, start_of(from_on), end_of(to_on))
    found: dict[int, Figures] = {}

    def add(staff_id: int, one: Figures) -> None:
        found[staff_id] = found.get(staff_id, Figures()) + one

    for staff_id, visits, calls, buyers, phones, courtesy in fetch_all(_PEOPLE, period):
        add(staff_id, Figures(visits, calls, buyers, phones, courtesy))
    for staff_id, count in fetch_all(_LOST, period):
        add(staff_id, Figures(turns_lost=count))
    for staff_id, work in customers.contact_figures(site_id, from_on, to_on, today).items():
        add(
            staff_id,
            Figures(
                courtesy_received=work.courtesies,
                contacts=work.made,
                reached=work.reached,
                planned=work.planned,
                kept=work.kept,
                lapses=work.lapses,
            ),
        )
    return found


def _sum(found: Iterable[Figures]) -> Figures:
    return sum(found, Figures())

"""Whom to contact by when: the own customers in the order in which they would be lost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, end_of
from salesfloor.base.sql import fetch_all
from salesfloor.floor.customers.queries.grades import latest_grade

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST: Final = 200
SOON: Final = timedelta(days=3)

_DUE: Final = """
    SELECT u.id, u.name, c.phone, c.kind, c.made_at, c.lapses_at, c.owner_id, s.name,
        last.at, last.method, last.reached, last.next_step, last.next_on, seen.grade
    FROM customers_claim c
    JOIN customers_customer u ON u.site_id = c.site_id AND u.phone = c.phone
    JOIN people_staff s ON s.id = c.owner_id
    LEFT JOIN LATERAL (
        SELECT f.at, f.method, f.reached, f.next_step, f.next_on FROM customers_followup f
        WHERE f.customer_id = u.id AND f.staff_id = c.owner_id AND f.at <= %(at)s
            AND f.struck_at IS NULL
        ORDER BY f.at DESC LIMIT 1
    ) last ON true
    LEFT JOIN LATERAL ({grade}) seen ON true
    WHERE c.site_id = %(site)s AND c.owner_id = ANY(%(owners)s) AND c.ended_at IS NULL
        AND c.lapses_at > %(at)s
    ORDER BY least(c.lapses_at, last.next_on::timestamp AT TIME ZONE 'Asia/Shanghai'
        + interval '1 day'), coalesce(nullif(seen.grade, ''), 'Z'), c.made_at, c.phone
    LIMIT %(most)s
"""
_COUNTS: Final = """
    SELECT c.owner_id, count(*),
        count(*) FILTER (WHERE c.lapses_at <= %(tonight)s),
        count(*) FILTER (WHERE c.lapses_at <= %(soon)s),
        count(*) FILTER (WHERE last.next_on < %(today)s)
    FROM customers_claim c
    JOIN customers_customer u ON u.site_id = c.site_id AND u.phone = c.phone
    LEFT JOIN LATERAL (
        SELECT f.next_on FROM customers_followup f
        WHERE f.customer_id = u.id AND f.staff_id = c.owner_id AND f.at <= %(at)s
            AND f.struck_at IS NULL
        ORDER BY f.at DESC LIMIT 1
    ) last ON true
    WHERE c.site_id = %(site)s AND c.ended_at IS NULL AND c.lapses_at > %(at)s
    GROUP BY c.owner_id
"""


class Urgency(StrEnum):
    """How pressing a contact is, the most pressing first."""

    LAPSES = "lapses"
    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Due:
    """One own customer, what was agreed last, and until when the claim stands."""

    customer_id: int
    name: str
    phone: str
    kind: str
    made_at: datetime
    lapses_at: datetime
    owner_id: int
    owner: str
    last_at: datetime | None
    last_method: str | None
    last_reached: bool | None
    next_step: str | None
    next_on: date | None
    grade: str | None
    pressing: Urgency

    @property
    def lapses_on(self) -> date:
        """Return the last day on which the claim stands."""
        return _last_day(self.lapses_at)

    @property
    def due_on(self) -> date:
        """Return by when to contact the customer: the appointment or the last day, the earlier."""
        return _due_on(self.next_on, self.lapses_at)

    @property
    def must_visit(self) -> bool:
        """Tell whether only a visit keeps the claim: that of a caller (3.3.1.1)."""
        return self.kind != "visit"


def due(site_id: int, owners: Sequence[int], at: datetime, *, most: int = MOST) -> list[Due]:
    """Return the standing claims of those people, in one statement and in one order everywhere.

    What lapses today comes first; the rest by the earlier of the appointment and the last day.
    """
    statement = _DUE.format(grade=latest_grade("u.id"))
    values = {"site": site_id, "owners": list(owners), "at": at, "most": most}
    rows = [Due(*(*row, _urgency(row[12], row[5], at))) for row in fetch_all(statement, values)]
    places = {urgency: place for place, urgency in enumerate(Urgency)}
    return sorted(rows, key=lambda row: places[row.pressing])


def _last_day(lapses_at: datetime) -> date:
    return day_of(lapses_at - timedelta(microseconds=1))


def _due_on(next_on: date | None, lapses_at: datetime) -> date:
    last = _last_day(lapses_at)
    return last if next_on is None else min(next_on, last)


def _urgency(next_on: date | None, lapses_at: datetime, at: datetime) -> Urgency:
    today, due_on = day_of(at), _due_on(next_on, lapses_at)
    if _last_day(lapses_at) == today:
        return Urgency.LAPSES
    if due_on < today:
        return Urgency.LATE
    if due_on == today:
        return Urgency.TODAY
    return Urgency.SOON if due_on <= today + SOON else Urgency.LATER


@dataclass(frozen=True, slots=True)
class DueCount:
    """How many customers somebody follows, and how many of them are pressing."""

    customers: int
    lapse_today: int
    lapse_soon: int
    late: int


def due_counts(site_id: int, at: datetime) -> dict[int, DueCount]:
    """Return per follower how many claims stand and how many are about to lapse."""
    tonight = end_of(day_of(at))
    rows = fetch_all(
        _COUNTS,
        {
            "site": site_id,
            "at": at,
            "tonight": tonight,
            "soon": tonight + SOON,
            "today": day_of(at),
        },
    )
    return {owner: DueCount(*counts) for owner, *counts in rows}

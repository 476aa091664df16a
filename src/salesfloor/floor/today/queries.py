"""What sites did today, side by side: one statement for however many sites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final

import orjson

from salesfloor.base.china_time import day_of, is_within, start_of
from salesfloor.base.sql import fetch_all
from salesfloor.floor.reception.api import (
    DAY_FIGURES,
    FLOOR_STATE,
    Rotation,
    rotation_from,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_DAY: Final = """
    SELECT s.id, s.name, s.trade, s.opens, s.closes, f.state,
        r.visits, r.calls, r.buyers, r.phones, r.deals, r.greeted, r.in_time,
        (SELECT count(*) FROM customers_claim c WHERE c.site_id = s.id AND c."end" = 'LAPSED'
            AND c.ended_at >= %(start)s AND c.ended_at <= %(at)s),
        (SELECT count(*) FROM rulebook_evidence e WHERE e.site_id = s.id
            AND e.at >= %(start)s AND e.at <= %(at)s AND e.outcome = 'REFUSED'
            AND NOT e.clauses::text[] && ARRAY['input', 'access']),
        (SELECT coalesce(sum((l.body::jsonb ->> 'minutes')::int), 0)
            FROM register.book b JOIN register.line l ON l.book_id = b.id
            WHERE b.site_id = s.id AND b.kind = 'floor' AND b.last_at >= %(start)s
            AND l.at >= %(start)s AND starts_with(l.body, '{{"do":"covered"'))
    FROM people_site s
    LEFT JOIN LATERAL ({floor}) f ON true
    LEFT JOIN LATERAL (
        {figures}
    ) r ON true
    WHERE {which} ORDER BY s.code
"""


@dataclass(frozen=True, slots=True)
class SiteDay:
    """One site's day up to now."""

    site_id: int
    name: str
    trade: str
    opens: time
    closes: time
    rotation: Rotation | None
    visits: int
    calls: int
    buyers: int
    phones: int
    deals: int
    greeted: int
    in_time: int
    lapsed: int
    refused: int
    uncovered_minutes: int
    at: datetime

    @property
    def is_open(self) -> bool:
        """Tell whether the site is within its opening hours."""
        return is_within(self.at, self.opens, self.closes)

    @property
    def present(self) -> int:
        """Return how many are on the floor now, busy or not."""
        return len(self.rotation.present()) if self.rotation else 0

    @property
    def busy(self) -> int:
        """Return how many receptions are in progress."""
        return len(set(self.rotation.engaged.values())) if self.rotation else 0

    @property
    def waiting(self) -> int:
        """Return how many customers wait."""
        return len(self.rotation.waiting) if self.rotation else 0

    @property
    def uncovered_since(self) -> datetime | None:
        """Return since when nobody has been on the open floor."""
        if self.rotation is None or not self.rotation.uncovered_since or not self.is_open:
            return None
        return datetime.fromisoformat(self.rotation.uncovered_since)

    @property
    def phone_rate(self) -> int | None:
        """Return how many of a hundred customers left a phone."""
        return round(100 * self.phones / self.buyers) if self.buyers else None

    @property
    def greeted_rate(self) -> int | None:
        """Return how many of a hundred visitors were received in time."""
        return round(100 * self.in_time / self.greeted) if self.greeted else None


def site_days(
    at: datetime, *, site_ids: Iterable[int] | None = None, greet_within: int = 60
) -> list[SiteDay]:
    """Return the day of those sites, of all where none are named, in one statement."""
    values: dict[str, Any] = {"start": start_of(day_of(at)), "at": at, "greet": greet_within}
    which = "true"
    if site_ids is not None:
        which = "s.id = ANY(%(sites)s)"
        values["sites"] = list(site_ids)
    rows = fetch_all(_DAY.format(which=which, figures=DAY_FIGURES, floor=FLOOR_STATE), values)
    return [SiteDay(*(*row[:5], _rotation(row[5], at), *row[6:], at)) for row in rows]


def _rotation(state: Any, at: datetime) -> Rotation | None:  # noqa: ANN401 - a JSON column
    if state is None:
        return None
    found = rotation_from(orjson.loads(state) if isinstance(state, str) else state)
    return found.as_of(at) if found.day >= day_of(at) else None

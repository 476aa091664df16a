"""What receptions add up to: where customers come from, how fast they are greeted, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from salesfloor.base.china_time import end_of, start_of
from salesfloor.base.sql import fetch_all
from salesfloor.floor.reception.models import MediumCost

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from salesfloor.kernel.rulebook.api import Policies

Source = Literal["area", "medium"]
MOST_USED: Final = 12
_LISTS: Final[dict[Source, str]] = {"area": "area.list", "medium": "medium.list"}

_SOURCES: Final = """
    SELECT {column} AS source, count(*),
        count(*) FILTER (WHERE channel = 'visit'), count(*) FILTER (WHERE channel = 'call'),
        count(*) FILTER (WHERE phone <> ''),
        count(*) FILTER (WHERE outcome IN ('negotiated', 'deal')),
        count(*) FILTER (WHERE outcome = 'deal')
    FROM reception_reception
    WHERE site_id = %s AND registered_at >= %s AND registered_at < %s
        AND struck_at IS NULL AND is_buyer AND outcome <> 'not_a_buyer'
    GROUP BY {column} ORDER BY count(*) DESC, {column}
"""
_CROSSED: Final = """
    SELECT medium, area, count(*) FROM reception_reception
    WHERE site_id = %s AND registered_at >= %s AND registered_at < %s
        AND struck_at IS NULL AND is_buyer AND outcome <> 'not_a_buyer'
    GROUP BY medium, area
"""
_GREETING: Final = """
    SELECT receiver_id, extract(hour FROM arrived_at AT TIME ZONE 'Asia/Shanghai')::int AS hour,
        count(*), sum(seconds)::bigint, count(*) FILTER (WHERE seconds <= %s), max(seconds)::int
    FROM (SELECT receiver_id, arrived_at,
            greatest(extract(epoch FROM assigned_at - arrived_at), 0)::int AS seconds
        FROM reception_reception
        WHERE site_id = %s AND registered_at >= %s AND registered_at < %s
            AND channel = 'visit' AND receiver_id IS NOT NULL AND struck_at IS NULL) AS greeted
    GROUP BY 1, 2
"""
_PEOPLE: Final = """
    SELECT receiver_id,
        count(*) FILTER (WHERE basis = 'turn'), count(*) FILTER (WHERE basis = 'own'),
        count(*) FILTER (WHERE basis = 'courtesy'),
        avg(extract(epoch FROM ended_at - assigned_at)) FILTER (WHERE basis <> 'courtesy')::int,
        avg(extract(epoch FROM ended_at - assigned_at)) FILTER (WHERE basis = 'courtesy')::int,
        count(*) FILTER (WHERE basis = 'turn' AND ended_at IS NOT NULL),
        count(*) FILTER (WHERE basis = 'turn' AND ended_at IS NOT NULL AND phone <> ''),
        count(*) FILTER (WHERE ended_at IS NOT NULL AND is_buyer
            AND outcome NOT IN ('left', 'not_a_buyer')
            AND (grade = '' OR area = '' OR medium = '' OR (phone = '' AND no_phone_reason = '')))
    FROM reception_reception
    WHERE site_id = %s AND registered_at >= %s AND registered_at < %s
        AND receiver_id IS NOT NULL AND struck_at IS NULL
    GROUP BY receiver_id ORDER BY count(*) DESC, receiver_id
"""
_WITHOUT_PHONE: Final = """
    SELECT no_phone_reason, count(*) FROM reception_reception
    WHERE site_id = %s AND registered_at >= %s AND registered_at < %s AND basis = 'turn'
        AND ended_at IS NOT NULL AND phone = '' AND struck_at IS NULL
    GROUP BY no_phone_reason ORDER BY count(*) DESC, no_phone_reason
"""
_NO_DEAL: Final = """
    SELECT reason_kind, count(*) FROM reception_reception
    WHERE site_id = %s AND registered_at >= %s AND registered_at < %s AND outcome = 'no_deal'
        AND struck_at IS NULL AND reason_kind <> ''
    GROUP BY reason_kind ORDER BY count(*) DESC, reason_kind
"""
_USED: Final = """
    SELECT {column} FROM (SELECT {column} FROM reception_reception
        WHERE site_id = %s AND {column} <> '' ORDER BY registered_at DESC LIMIT 500) AS latest
    GROUP BY {column} ORDER BY count(*) DESC, {column} LIMIT %s
"""
_COSTS: Final = """
    SELECT medium, round(sum(fen * (least(ends, %(until)s) - greatest(month, %(from)s))::numeric
        / (ends - month)))::bigint
    FROM (SELECT medium, month, fen, (month + interval '1 month')::date AS ends
        FROM reception_mediumcost WHERE site_id = %(site)s AND fen > 0) AS noted
    WHERE month < %(until)s AND ends > %(from)s GROUP BY medium ORDER BY medium
"""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What came of one area or one medium (9.1.1.4)."""

    source: str
    customers: int
    visits: int
    calls: int
    phones: int
    negotiated: int
    deals: int
    fen: int | None = None
    """What it cost, where somebody noted that."""

    @property
    def phone_rate(self) -> float:
        """Return the share that left a valid phone."""
        return self.phones / self.customers if self.customers else 0.0

    @property
    def conversion(self) -> float:
        """Return the share that bought."""
        return self.deals / self.customers if self.customers else 0.0

    @property
    def fen_per_deal(self) -> int | None:
        """Return what one deal cost; nothing where there is no deal or no cost is known."""
        return per_deal(self.fen, self.deals)


def per_deal(fen: int | None, deals: int) -> int | None:
    """Return what one deal cost, to the fen; nothing where there is no deal or no cost."""
    return (2 * fen + deals) // (2 * deals) if fen and deals else None


def sources(site_id: int, by: Source, from_on: date, to_on: date) -> list[SourceRow]:
    """Return real customers by area or by medium, with what became of them.

    A medium that cost something and brought nobody stands at the end.
    """
    statement = _SOURCES.format(column=_column(by))
    rows = fetch_all(statement, (site_id, start_of(from_on), end_of(to_on)))
    costs = _costs(site_id, from_on, to_on) if by == "medium" else {}
    found = [SourceRow(*(*row, costs.pop(row[0], None))) for row in rows]
    return found + [SourceRow(medium, 0, 0, 0, 0, 0, 0, fen) for medium, fen in costs.items()]


def crossed(site_id: int, from_on: date, to_on: date) -> dict[tuple[str, str], int]:
    """Return how many real customers came by each medium from each area."""
    rows = fetch_all(_CROSSED, (site_id, start_of(from_on), end_of(to_on)))
    return {(medium, area): count for medium, area, count in rows}


def _costs(site_id: int, from_on: date, to_on: date) -> dict[str, int]:
    """Return what each medium cost; a month's cost is shared out by its days in the period."""
    period = {"site": site_id, "from": from_on, "until": to_on + timedelta(days=1)}
    return dict(fetch_all(_COSTS, period))


def costs_noted(site_id: int, from_on: date, to_on: date) -> list[MediumCost]:
    """Return what was noted for the months that the period touches, the latest month first."""
    noted = MediumCost.objects.filter(
        site_id=site_id, month__gte=from_on.replace(day=1), month__lte=to_on, fen__gt=0
    )
    return list(noted.order_by("-month", "medium"))


def _column(by: Source) -> str:
    return {"area": "area", "medium": "medium"}[by]


@dataclass(frozen=True, slots=True)
class Greeting:
    """How fast customers were greeted, by one person, in one hour, or both (9.1.1.2)."""

    count: int = 0
    seconds: int = 0
    in_time: int = 0
    longest: int = 0

    @property
    def average(self) -> int:
        """Return the mean time to greet, in seconds."""
        return self.seconds // self.count if self.count else 0

    @property
    def rate(self) -> float:
        """Return the share greeted in time."""
        return self.in_time / self.count if self.count else 0.0

    def __add__(self, other: Greeting) -> Greeting:
        return Greeting(
            self.count + other.count,
            self.seconds + other.seconds,
            self.in_time + other.in_time,
            max(self.longest, other.longest),
        )


@dataclass(frozen=True, slots=True)
class GreetingTable:
    """Time to greet as persons by hours."""

    hours: Sequence[int]
    cells: dict[tuple[int, int], Greeting]

    @property
    def persons(self) -> list[int]:
        """Return who greeted, the slowest first."""
        found = {person for person, _hour in self.cells}
        return sorted(found, key=lambda person: (-self.of_person(person).average, person))

    def of_person(self, person: int) -> Greeting:
        """Return one person's figures over all hours."""
        return _sum(cell for (who, _hour), cell in self.cells.items() if who == person)

    def of_hour(self, hour: int) -> Greeting:
        """Return one hour's figures over all persons."""
        return _sum(cell for (_who, when), cell in self.cells.items() if when == hour)

    def total(self) -> Greeting:
        """Return the figures of the whole floor."""
        return _sum(self.cells.values())


def _sum(cells: Iterable[Greeting]) -> Greeting:
    return sum(cells, Greeting())


def greeting(site_id: int, from_on: date, to_on: date, *, target: int) -> GreetingTable:
    """Return the time from arrival to reception per person and hour of day (9.1.1.2)."""
    rows = fetch_all(_GREETING, (target, site_id, start_of(from_on), end_of(to_on)))
    cells = {(row[0], row[1]): Greeting(*row[2:]) for row in rows}
    hours = [hour for _who, hour in cells]
    return GreetingTable(range(min(hours), max(hours) + 1) if hours else (), cells)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One receiver's receptions by what they rest on (3.2.4.2, 9.5.1.4)."""

    staff_id: int
    turns: int
    own: int
    courtesy: int
    seconds_own: int | None
    seconds_courtesy: int | None
    ended: int
    """Receptions by turn that ended."""
    phones: int
    """Those of them with a valid phone at the end."""
    incomplete: int

    @property
    def phone_rate(self) -> float:
        """Return the share of receptions by turn that ended with a phone."""
        return self.phones / self.ended if self.ended else 0.0


def by_person(site_id: int, from_on: date, to_on: date) -> list[PersonRow]:
    """Return courtesy against own receptions, their lengths and phones left, per person."""
    rows = fetch_all(_PEOPLE, (site_id, start_of(from_on), end_of(to_on)))
    return [PersonRow(*row) for row in rows]


def without_phone(site_id: int, from_on: date, to_on: date) -> list[tuple[str, int]]:
    """Return why no phone was left, with counts; empty where nobody said why (9.5.1.4)."""
    rows = fetch_all(_WITHOUT_PHONE, (site_id, start_of(from_on), end_of(to_on)))
    return [(reason, count) for reason, count in rows]


def why_no_deal(site_id: int, from_on: date, to_on: date) -> list[tuple[str, int]]:
    """Return why customers did not buy, as the list has it, the most frequent first (9.5.2.2)."""
    rows = fetch_all(_NO_DEAL, (site_id, start_of(from_on), end_of(to_on)))
    return [(kind, count) for kind, count in rows]


def offered(policy: Policies, site_id: int, of: Source) -> list[str]:
    """Return the areas or media to choose from: the site's list, then what was used most.

    What is in neither is taken as well, for registration is never stopped by a word.
    """
    statement = _USED.format(column=_column(of))
    used = [row[0] for row in fetch_all(statement, (site_id, MOST_USED))]
    return list(dict.fromkeys([*policy[_LISTS[of]], *used]))

"""Whether the house is fair: appeals by clause, observations by who noted them (7.1.14, 3.6.2.1)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

from salesfloor.base.trades import trade_of
from salesfloor.kernel.conduct.items import item_of
from salesfloor.kernel.conduct.models import Appeal, Record, State

if TYPE_CHECKING:
    from datetime import datetime

GONE: Final = (State.WITHDRAWN, State.WAIVED)


@dataclass(frozen=True, slots=True)
class AppealsOfClause:
    """Appeals about records of one clause: how many were ruled on, waived, and after how many days."""

    clause: str
    appeals: int
    ruled: int
    waived: int
    days: float | None
    """Between appeal and ruling, at the median."""


@dataclass(frozen=True, slots=True)
class ObservationsOf:
    """What somebody noted about others: how many records, and how many were taken back or waived."""

    by: str
    noted: int
    gone: int


def appeals_by_clause(site_id: int, since: datetime, at: datetime) -> list[AppealsOfClause]:
    """Return the appeals made since a moment, by clause."""
    rows = Appeal.objects.filter(site_id=site_id, at__gte=since, at__lte=at)
    made: Counter[str] = Counter()
    waived: Counter[str] = Counter()
    days: dict[str, list[float]] = defaultdict(list)
    for row in rows.select_related("record"):
        clause = row.record.clause
        made[clause] += 1
        if row.ruled_at is not None and row.ruled_at <= at:
            waived[clause] += row.stands is False
            days[clause].append((row.ruled_at - row.at).total_seconds() / 86_400)
    return [
        AppealsOfClause(
            clause,
            made[clause],
            len(days[clause]),
            waived[clause],
            round(median(days[clause]), 1) if days[clause] else None,
        )
        for clause in sorted(made, key=lambda one: [int(part) for part in one.split(".")])
    ]


def observations_by(site_id: int, since: datetime, at: datetime) -> list[ObservationsOf]:
    """Return by who noted them the observations made since a moment, by code."""
    trade = trade_of(site_id)
    noted: Counter[str] = Counter()
    gone: Counter[str] = Counter()
    rows = Record.objects.filter(site_id=site_id, at__gte=since, at__lte=at)
    for item, by, state in rows.values_list("item", "noted_by", "state"):
        found = item_of(item, trade)
        if found is not None and found.comes == "observed":
            noted[by] += 1
            gone[by] += state in GONE
    return [ObservationsOf(by, noted[by], gone[by]) for by in sorted(noted)]

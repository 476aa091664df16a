"""What sites did today, side by side: one statement for however many sites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING, Any, Final

from django.db.models import OuterRef

from salesfloor.base.china_time import day_of, is_within, start_of
from salesfloor.base.trades import WITH_FLOOR
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.findings import api as findings
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIGURES: Final = ("visits", "calls", "buyers", "phones", "deals", "greeted", "in_time")


@dataclass(frozen=True, slots=True)
class SiteDay:
    """One site's day up to now."""

    site_id: int
    name: str
    trade: str
    opens: time
    closes: time
    rotation: reception.Rotation | None
    visits: int
    calls: int
    buyers: int
    phones: int
    deals: int
    greeted: int
    in_time: int
    lapsed: int
    open_findings: int
    missed_duties: int
    refused: int
    uncovered_minutes: int
    at: datetime

    @property
    def receives(self) -> bool:
        """Tell whether customers are received here in turn, which all other figures are about."""
        return self.trade in WITH_FLOOR

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
    start, site = start_of(day_of(at)), OuterRef("pk")
    sites = people.Site.objects.order_by("code")
    if site_ids is not None:
        sites = sites.filter(pk__in=list(site_ids))
    told = sites.annotate(
        state=reception.kept_floor(site),
        figures=reception.day_figures(site, start, at, greet_within=greet_within),
        lapsed=customers.lapsed_count(site, start, at),
        refused=rulebook.refused_count(site, start, at),
        open_findings=findings.open_count(site),
        missed_duties=duties.missed_count(site, start, at),
        uncovered=reception.uncovered_minutes(site, start),
    )
    return [
        SiteDay(
            site_id=row.pk,
            name=row.name,
            trade=row.trade,
            opens=row.opens,
            closes=row.closes,
            rotation=_rotation(row.state, at),
            **{name: (row.figures or {}).get(name, 0) for name in _FIGURES},
            lapsed=row.lapsed,
            open_findings=row.open_findings,
            missed_duties=row.missed_duties,
            refused=row.refused,
            uncovered_minutes=row.uncovered,
            at=at,
        )
        for row in told
    ]


def _rotation(state: Any, at: datetime) -> reception.Rotation | None:  # noqa: ANN401 - a JSON column
    if state is None:
        return None
    found = reception.rotation_from(state)
    return found.as_of(at) if found.day >= day_of(at) else None

"""The rounds of the last hours, an hour a cell: in time, entered late, missed, nobody on duty."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of, local
from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase
from salesfloor.kernel.places import api as places
from salesfloor.trades.venue.rounds.models import Miss, Round
from salesfloor.trades.venue.rounds.queries import rounds
from salesfloor.trades.venue.shifts import api as shifts

if TYPE_CHECKING:
    from salesfloor.base.commands import SiteActor

HOURS: Final = 12
_HOUR: Final = timedelta(hours=1)


class Hour(Choice):
    """What became of a zone's rounds within an hour."""

    MISSED = "missed", phrase("a round was missed")
    DONE = "done", phrase("done")
    LATE = "late", phrase("entered afterwards")
    IDLE = "idle", phrase("nobody was on shift")
    QUIET = "quiet", phrase("no round was due")


@dataclass(frozen=True, slots=True)
class Cell:
    """One hour of a zone."""

    begins: datetime
    state: Hour


def strips(actor: SiteActor, at: datetime) -> dict[str, list[Cell]]:
    """Return the last hours of each zone by its code, the present hour last."""
    site_id = actor.site_id
    last = _hour_of(at)
    begins = [last - _HOUR * back for back in reversed(range(HOURS))]
    told: dict[str, dict[datetime, set[Hour]]] = defaultdict(lambda: defaultdict(set))
    for day in sorted({day_of(begins[0]), day_of(last)}):
        for zone in rounds(actor=actor, at=at, on=day).zones:
            for due_at in zone.missed:
                told[zone.place][_hour_of(due_at)].add(Hour.MISSED)
    covered = Miss.objects.filter(site_id=site_id, due_at__gte=begins[0]).exclude(covered_at=None)
    for code, due_at in covered.values_list("zone__code", "due_at"):
        told[code][_hour_of(due_at)] = {Hour.LATE}
    done = Round.objects.filter(site_id=site_id, struck_at=None, at__gte=begins[0], at__lte=at)
    for code, when, claimed_at in done.values_list("zone__code", "at", "claimed_at"):
        told[code][_hour_of(when)].add(Hour.LATE if claimed_at else Hour.DONE)
    rest = {hour: _without_rounds(site_id, hour) for hour in begins}
    return {
        zone.code: [Cell(hour, _worst(told[zone.code][hour], rest[hour])) for hour in begins]
        for zone in places.zones(site_id)
    }


def _hour_of(at: datetime) -> datetime:
    return local(at).replace(minute=0, second=0, microsecond=0)


def _worst(states: set[Hour], otherwise: Hour) -> Hour:
    return next((one for one in (Hour.MISSED, Hour.DONE, Hour.LATE) if one in states), otherwise)


def _without_rounds(site_id: int, hour: datetime) -> Hour:
    is_on_duty = shifts.runs_within(site_id, hour, hour + _HOUR)
    return Hour.QUIET if is_on_duty else Hour.IDLE

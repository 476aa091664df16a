"""Arrivals by weekday and hour against the people present: what a roster is made from (7.1.12)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import end_of, local, start_of
from salesfloor.floor.reception.models import PlaceChange, Reception
from salesfloor.floor.reception.rules.moves import Why
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

_ENDS: Final = (Why.SIGNED_OUT, Why.DAY_ENDED, Why.LOAN_ENDED)
_CHANNEL: Final = "visit"

Hour = tuple[int, int]
"""A weekday, Monday is 0, and an hour of the day."""


@dataclass(frozen=True, slots=True)
class HoursOfWeek:
    """Of each weekday and hour: arrivals and people present, both a day in the mean."""

    hours: tuple[int, ...]
    arrivals: dict[Hour, float]
    present: dict[Hour, float]


def hours_of_week(site_id: int, first: date, last: date) -> HoursOfWeek:
    """Return who came and who was there, of the days on which anybody signed in or came.

    Somebody is present in an hour who was signed in at its half.
    """
    came: Counter[Hour] = Counter()
    days: dict[int, set[date]] = defaultdict(set)
    rows = Reception.objects.filter(
        site_id=site_id,
        struck_at=None,
        arrived_at__gte=start_of(first),
        arrived_at__lt=end_of(last),
    )
    for at in map(local, rows.values_list("arrived_at", flat=True)):
        came[at.weekday(), at.hour] += 1
        days[at.weekday()].add(at.date())
    there: Counter[Hour] = Counter()
    for begins, ends in _stays(site_id, first, last):
        days[begins.weekday()].add(begins.date())
        for hour in range(begins.hour, ends.hour + 1):
            if begins <= begins.replace(hour=hour, minute=30, second=0, microsecond=0) < ends:
                there[begins.weekday(), hour] += 1
    used = [hour for _, hour in (*came, *there)]
    hours = tuple(range(min(used), max(used) + 1)) if used else ()
    return HoursOfWeek(
        hours,
        {key: count / len(days[key[0]]) for key, count in came.items()},
        {key: count / len(days[key[0]]) for key, count in there.items()},
    )


def _stays(site_id: int, first: date, last: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield from when to when somebody was signed in, on one day each; who never signed out left at the closing."""
    site = people.Site.objects.get(pk=site_id)

    def closing_of(begun: datetime) -> datetime:
        return max(begun, local(leave.hours_of(site, begun.date())[1]))

    changes = PlaceChange.objects.filter(
        site_id=site_id,
        channel=_CHANNEL,
        why__in=(Why.SIGNED_IN, Why.CAME_BACK, *_ENDS),
        at__gte=start_of(first),
        at__lt=end_of(last),
    )
    since: dict[int, datetime] = {}
    for staff_id, why, moment in changes.order_by("at", "pk").values_list("staff_id", "why", "at"):
        at = local(moment)
        begun = since.pop(staff_id, None)
        if begun is not None:
            yield begun, at if at.date() == begun.date() else closing_of(begun)
        if why in {Why.SIGNED_IN, Why.CAME_BACK}:
            since[staff_id] = at
    for begun in since.values():
        yield begun, closing_of(begun)

"""Working days, who is expected, and present days: what limits and duties reckon with."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import Q

from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.kernel.leave import rules
from salesfloor.kernel.leave.models import Leave, LeaveStatus, SiteDay
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.workdays import api as workdays

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

_GRANTED: Final = (LeaveStatus.GRANTED, LeaveStatus.ENDED)


def is_working_day(site_id: int, day: date) -> bool:
    """Tell whether the site works on that day."""
    return day in working_days(site_id, day, day)


def working_days(site_id: int, first: date, last: date) -> list[date]:
    """Return the days on which the site works, from the first to the last, both included."""
    rows = SiteDay.objects.filter(site_id=site_id, on__range=(first, last))
    set_days = dict(rows.values_list("on", "is_open"))
    house: dict[date, bool] | None = None
    found = []
    for day in _days(first, last):
        policy = rulebook.policies_on(site_id, day, end_of(day))
        by_state = policy["work.holidays"] == "closed"
        if by_state and house is None:
            house = workdays.set_days(first, last)
        if rules.is_working_day(
            day,
            set_day=set_days.get(day),
            weekdays=policy["work.weekdays"],
            arrangement={**(workdays.arrangement(day.year) or {}), **(house or {})}
            if by_state
            else None,
        ):
            found.append(day)
    return found


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def granted(
    staff_ids: Iterable[int], from_at: datetime, until_at: datetime
) -> dict[int, list[rules.Span]]:
    """Return the granted leave of people in a stretch of time."""
    rows = Leave.objects.filter(
        staff_id__in=list(staff_ids),
        status__in=_GRANTED,
        from_at__lt=until_at,
        until_at__gt=from_at,
    )
    found: dict[int, list[rules.Span]] = defaultdict(list)
    for staff_id, *span in rows.values_list("staff_id", "from_at", "until_at"):
        found[staff_id].append(rules.Span(*span))
    return found


def is_on_leave(staff_id: int, at: datetime) -> bool:
    """Tell whether a person is on granted leave at that moment."""
    return any(
        span.holds(at) for span in granted([staff_id], at, at + timedelta(seconds=1))[staff_id]
    )


def away(staff_ids: Iterable[int], from_at: datetime, until_at: datetime) -> set[int]:
    """Return who is on granted leave for the whole of a stretch of time."""
    spans = granted(staff_ids, from_at, until_at)
    return {
        staff_id
        for staff_id, found in spans.items()
        if rules.is_away_all_day(found, (from_at, until_at))
    }


def hours_of(site: people.Site, day: date) -> tuple[datetime, datetime]:
    """Return the opening hours of a site on a day."""
    return rules.opening_hours(day, site.opens, site.closes)


def is_away_on(staff_id: int, site: people.Site, day: date) -> bool:
    """Tell whether a person is on leave for the whole of the site's day."""
    return staff_id in away([staff_id], *hours_of(site, day))


def employed(site: people.Site, day: date) -> QuerySet[people.Staff]:
    """Return who worked at the site at its closing hour of a day, past their first day there."""
    closing = hours_of(site, day)[1]
    working = people.working_at(site.pk, closing).filter(joined_at__lt=start_of(day))
    return working.filter(Q(left_at=None) | Q(left_at__gte=end_of(day)))


def expected(site: people.Site, day: date) -> list[people.Staff]:
    """Return who is expected at the site on a day: on a working day, those not on leave all day."""
    if not is_working_day(site.pk, day):
        return []
    staff = list(employed(site, day))
    gone = away([person.pk for person in staff], *hours_of(site, day))
    return [person for person in staff if person.pk not in gone]


def is_expected_at(staff_id: int, site: people.Site, at: datetime) -> bool:
    """Tell whether a person is expected at that very moment."""
    on_day = any(person.pk == staff_id for person in expected(site, day_of(at)))
    return on_day and not is_on_leave(staff_id, at)


def is_away_whole_day(staff_id: int, day: date) -> bool:
    """Tell whether a person is on granted leave from midnight to midnight."""
    return staff_id in away([staff_id], start_of(day), end_of(day))

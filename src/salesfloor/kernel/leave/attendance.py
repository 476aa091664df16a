"""Who was expected at a site over a stretch of days, read once and asked for many days."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.kernel.leave.days import hours_of, working_days
from salesfloor.kernel.leave.models import Leave, LeaveKind, LeaveStatus
from salesfloor.kernel.leave.rules import Span, is_away_all_day
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from collections.abc import Iterable


class Attendance:
    """The working days of a site, its people and their leave, from the first day to the last."""

    def __init__(self, site: people.Site, first: date, last: date) -> None:
        """Read days, people and leave; people lent to the site among them."""
        self.site = site
        self.first, self.last = first, last
        self.working = working_days(site.pk, first, last)
        self._working = frozenset(self.working)
        everybody = people.ever_at(site.pk, start_of(first), end_of(last))
        self.staff = {person.pk: person for person in everybody}
        self._places = people.PlaceHistory(self.staff.values())
        self._spans: dict[int, list[tuple[str, Span]]] = defaultdict(list)
        rows = Leave.objects.filter(
            Q(until_at__gt=start_of(first)),
            staff_id__in=list(self.staff),
            status__in=(LeaveStatus.GRANTED, LeaveStatus.ENDED),
            from_at__lt=end_of(last) + timedelta(days=1),
        )
        for staff_id, kind, *span in rows.values_list("staff_id", "kind", "from_at", "until_at"):
            self._spans[staff_id].append((kind, Span(*span)))

    def is_working(self, day: date) -> bool:
        """Tell whether the site works on a day."""
        return day in self._working

    def is_employed(self, staff_id: int, day: date) -> bool:
        """Tell whether a person works at the site at its closing hour, past the first day here."""
        person = self.staff[staff_id]
        is_past_first = person.joined_at < start_of(day)
        is_there = person.left_at is None or person.left_at >= end_of(day)
        closes = hours_of(self.site, day)[1]
        return is_past_first and is_there and self._places.at(staff_id, closes) == self.site.pk

    def leave_on(self, staff_id: int, day: date) -> str:
        """Return the kind of leave that covers the whole of the site's day, or nothing."""
        hours = hours_of(self.site, day)
        spans = self._spans[staff_id]
        if not is_away_all_day([span for _, span in spans], hours):
            return ""
        rest = [span for kind, span in spans if kind == LeaveKind.REST]
        if is_away_all_day(rest, hours):
            return LeaveKind.REST.value
        return next(kind for kind, _ in spans if kind != LeaveKind.REST)

    def is_expected(self, staff_id: int, day: date) -> bool:
        """Tell whether a person is expected on a day."""
        return (
            self.is_working(day)
            and self.is_employed(staff_id, day)
            and not self.leave_on(staff_id, day)
        )

    def expected(self, day: date) -> list[people.Staff]:
        """Return who is expected on a day, by code."""
        found = [one for one in self.staff.values() if self.is_expected(one.pk, day)]
        return sorted(found, key=lambda one: one.code)

    def is_on_leave(self, staff_id: int, at: datetime) -> bool:
        """Tell whether a person is on granted leave at a moment."""
        return any(span.holds(at) for _, span in self._spans[staff_id])

    def expected_at(self, at: datetime) -> list[people.Staff]:
        """Return who is expected at that very moment, by code."""
        return [one for one in self.expected(day_of(at)) if not self.is_on_leave(one.pk, at)]


def attendance(site: people.Site, days: Iterable[date]) -> Attendance:
    """Return who was expected from the first of some days to the last."""
    found = sorted(days)
    return Attendance(site, found[0], found[-1])

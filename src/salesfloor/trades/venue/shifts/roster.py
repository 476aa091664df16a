"""Who is on which shift, at any instant: reading the roster."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import F, Min, Prefetch, Q
from django.db.models.functions import Greatest

from salesfloor.kernel.people import api as people
from salesfloor.trades.venue.shifts.models import Rostered, Shift

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class ShiftNow:
    """A rostered shift with its people at one instant, the person in charge first."""

    id: int
    site_id: int
    code: str
    name: str
    on: date
    starts_at: datetime
    ends_at: datetime
    staff: tuple[tuple[int, str], ...]
    """Ids and codes."""

    @property
    def in_charge(self) -> str:
        """Return the code of the person in charge."""
        return self.staff[0][1]

    @property
    def in_charge_id(self) -> int:
        """Return the id of the person in charge."""
        return self.staff[0][0]

    @property
    def codes(self) -> list[str]:
        """Return the codes of all, in the order of the roster."""
        return [code for _, code in self.staff]


def running_shift(site_id: int, at: datetime) -> ShiftNow | None:
    """Return the rostered shift that runs at that moment; of two, the one that started first."""
    running = Shift.objects.filter(site_id=site_id, starts_at__lte=at, ends_at__gt=at)
    return next(iter(_with_people(running, at)), None)


def runs_within(site_id: int, begins: datetime, ends: datetime) -> bool:
    """Tell whether a rostered shift runs at any time from one moment to another."""
    return Shift.objects.filter(site_id=site_id, starts_at__lt=ends, ends_at__gt=begins).exists()


def shift_at_due(site_id: int, due_at: datetime) -> ShiftNow | None:
    """Return the rostered shift in which something falls due: after its start, up to its end.

    A shift that was rostered only later did not run then.
    """
    running = Shift.objects.annotate(rostered_at=Min("people__on_at")).filter(
        site_id=site_id, starts_at__lt=due_at, ends_at__gte=due_at, rostered_at__lte=due_at
    )
    return next(iter(_with_people(running, due_at)), None)


def first_start(site_id: int, after: datetime, until: datetime) -> datetime | None:
    """Return when the first shift starts after a moment and up to another.

    One that is rostered after its start starts at that moment.
    """
    shifts = Shift.objects.annotate(start=Greatest("starts_at", Min("people__on_at")))
    starting = shifts.filter(site_id=site_id, start__gt=after, start__lte=until)
    running = starting.filter(ends_at__gt=F("start"))
    return running.order_by("start").values_list("start", flat=True).first()


def in_charge(site_id: int, at: datetime) -> str | None:
    """Return the code of the person in charge of the running shift, if one runs."""
    shift = running_shift(site_id, at)
    return shift.in_charge if shift else None


def shifts_starting(site_id: int, day: date) -> list[ShiftNow]:
    """Return the rostered shifts that start on a day, each with its people at its start."""
    return _with_people(Shift.objects.filter(site_id=site_id, on=day))


def shift_named(site_id: int, code: str, on: date, at: datetime | None = None) -> ShiftNow | None:
    """Return a rostered shift by kind and day, with its people at that moment (at its start without)."""
    found = Shift.objects.filter(site_id=site_id, kind__code=code, on=on)
    return next(iter(_with_people(found, at)), None)


def next_shift(shift: Shift, within: datetime, at: datetime) -> ShiftNow | None:
    """Return the rostered shift that starts soonest after another started, by that instant."""
    later = Shift.objects.filter(
        site_id=shift.site_id, starts_at__gt=shift.starts_at, starts_at__lte=within
    )
    return next(iter(_with_people(later, at)), None)


def _with_people(shifts: QuerySet[Shift], at: datetime | None = None) -> list[ShiftNow]:
    rows = Prefetch("people", Rostered.objects.order_by("on_at", "position", "pk"))
    found = list(shifts.select_related("kind").prefetch_related(rows).order_by("starts_at", "pk"))
    staffed = [(shift, staff_at(shift.people.all(), at or shift.starts_at)) for shift in found]
    codes = people.codes_of([staff_id for _, staff in staffed for staff_id in staff])
    return [
        ShiftNow(
            shift.pk,
            shift.site_id,
            shift.kind.code,
            shift.kind.name,
            shift.on,
            shift.starts_at,
            shift.ends_at,
            tuple((staff_id, codes[staff_id]) for staff_id in staff),
        )
        for shift, staff in staffed
        if staff
    ]


def staff_at(rows: Iterable[Rostered], at: datetime) -> list[int]:
    """Return who is on a shift at an instant; rostered only later, those who were rostered first."""
    known = list(rows)
    then = [row for row in known if row.on_at <= at and (row.off_at is None or row.off_at > at)]
    if not then and known and min(row.on_at for row in known) > at:
        first = min(row.on_at for row in known)
        then = [row for row in known if row.on_at == first]
    return [row.staff_id for row in sorted(then, key=lambda row: row.position)]


def rows_of(staff_id: int, site_id: int) -> QuerySet[Rostered]:
    """Return a person's places on the shifts of a site, the earliest start first."""
    rows = Rostered.objects.select_related("shift__kind").filter(
        Q(off_at=None), staff_id=staff_id, shift__site_id=site_id
    )
    return rows.order_by("starts_at", "pk")

"""The state of a service area at a moment: the shift, the rounds, what is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.base.modules import subjects
from salesfloor.base.phrases import phrase
from salesfloor.base.subjects import KINDS
from salesfloor.kernel.assets import api as assets
from salesfloor.kernel.findings import api as findings
from salesfloor.kernel.places import api as places
from salesfloor.trades.venue.rounds import api as rounds
from salesfloor.trades.venue.shifts import api as shifts
from salesfloor.web.directory import names_by_id
from salesfloor.web.subjects import address_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.base.commands import SiteActor
    from salesfloor.base.phrases import Phrase


SOON: Final = timedelta(minutes=30)
"""Within this time of its due instant a round is marked as due soon."""


@dataclass(frozen=True, slots=True)
class ZoneNow:
    """A zone with its last round and the next one."""

    code: str
    name: str
    last: datetime | None
    missed: int
    is_missing: bool
    """A round was missed and none was done since."""
    next_due: datetime | None
    is_due_soon: bool
    is_late: bool
    """The next round's time is past, though nobody counts it as missed (the duty is off)."""
    hours: list[rounds.Cell]
    """The rounds of the last hours, an hour a cell."""

    @property
    def is_wanting(self) -> bool:
        """Tell whether a round is wanting now: missed and not made up for, or late."""
        return self.is_missing or self.is_late


@dataclass(frozen=True, slots=True)
class PersonNow:
    """Somebody on the running shift."""

    name: str
    is_in_charge: bool
    arrived_at: datetime | None
    late_minutes: int


@dataclass(frozen=True, slots=True)
class FindingNow:
    """A finding that is not closed."""

    number: int
    subject: str
    """The name that people know the subject by."""
    grade: str
    status: str
    text: str
    fix_by: datetime
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class AreaNow:
    """A service area as its board shows it."""

    shift: shifts.ShiftNow | None
    people: list[PersonNow]
    coming: shifts.ShiftNow | None
    zones: list[ZoneNow]
    in_time_share: float | None
    findings: list[FindingNow]
    handover: shifts.Handover | None

    @property
    def next_round(self) -> ZoneNow | None:
        """Return the zone whose round is due next."""
        return next((zone for zone in self.zones if zone.next_due is not None), None)

    @property
    def overdue(self) -> int:
        """Return how many open findings are past their time."""
        return sum(one.is_overdue for one in self.findings)


def area_now(actor: SiteActor, at: datetime) -> AreaNow:
    """Return a service area as it stands at that moment."""
    site_id = actor.site_id
    running = shifts.running_shift(site_id, at)
    return AreaNow(
        shift=running,
        people=_people(running),
        coming=_coming(site_id, at),
        zones=_zones(actor, at),
        in_time_share=rounds.rounds(actor=actor, at=at, on=day_of(at)).in_time_share,
        findings=_open_findings(site_id, at),
        handover=_waiting_handover(site_id),
    )


def _people(shift: shifts.ShiftNow | None) -> list[PersonNow]:
    if shift is None:
        return []
    rows = list(shifts.Rostered.objects.filter(shift_id=shift.id, off_at=None).order_by("position"))
    names = names_by_id(row.staff_id for row in rows)
    return [
        PersonNow(
            name=names.get(row.staff_id, ""),
            is_in_charge=row.staff_id == shift.in_charge_id,
            arrived_at=row.arrived_at,
            late_minutes=row.late_minutes,
        )
        for row in rows
    ]


def _coming(site_id: int, at: datetime) -> shifts.ShiftNow | None:
    """Return the rostered shift that starts next."""
    row = (
        shifts.Shift.objects.filter(site_id=site_id, starts_at__gt=at).order_by("starts_at").first()
    )
    return shifts.shift_named(site_id, row.kind.code, row.on) if row else None


def _open_findings(site_id: int, at: datetime) -> list[FindingNow]:
    rows = findings.Finding.objects.filter(site_id=site_id, struck_at=None)
    still_open = rows.exclude(status=findings.Status.CLOSED).order_by("fix_by", "number")
    return [
        FindingNow(
            number=row.number,
            subject=_name_of(row, at),
            grade=row.grade,
            status=row.status,
            text=row.text,
            fix_by=row.fix_by,
            is_overdue=row.status == findings.Status.OPEN and row.fix_by < at,
        )
        for row in still_open
    ]


def _name_of(row: findings.Finding, at: datetime) -> str:
    kind = KINDS.get(row.subject_kind)
    found = kind.find(row.site_id, row.subject, at) if kind else None
    return found.name if found else row.subject


def _waiting_handover(site_id: int) -> shifts.Handover | None:
    rows = shifts.Handover.objects.select_related("shift__kind")
    return rows.filter(site_id=site_id, taken_at=None).order_by("-number").first()


def _zones(actor: SiteActor, at: datetime) -> list[ZoneNow]:
    of_day = rounds.rounds(actor=actor, at=at, on=day_of(at))
    by_code = {one.place: one for one in of_day.zones}
    strips = rounds.strips(actor, at)
    found = []
    for zone in places.zones(actor.site_id):
        row = by_code.get(zone.code)
        next_due = row.next_due if row else None
        last = max(row.done, default=None) if row else None
        found.append(
            ZoneNow(
                code=zone.code,
                name=zone.name,
                last=last,
                missed=len(row.missed) if row else 0,
                is_missing=row is not None
                and any(last is None or due > last for due in row.missed),
                next_due=next_due,
                is_due_soon=next_due is not None and next_due - at <= SOON,
                is_late=next_due is not None and next_due < at,
                hours=strips.get(zone.code, []),
            )
        )
    return sorted(found, key=lambda zone: (zone.next_due is None, zone.next_due or at, zone.code))


@dataclass(frozen=True, slots=True)
class HandoverSheet:
    """A hand-over as it is signed and printed."""

    row: shifts.Handover
    by: str
    taken_by: str
    items: list[OpenItem]


@dataclass(frozen=True, slots=True)
class OpenItem:
    """What one shift leaves to the next, as `finding:3`, in the words that people know it by."""

    code: str
    kind: Phrase
    number: str
    text: str

    @property
    def address(self) -> str:
        """Return the address of its page, or nothing."""
        return address_of(self.code)


def handover_sheet(site_id: int, number: int) -> HandoverSheet | None:
    """Return a hand-over with its open items: those signed for, or those open now."""
    row = shifts.Handover.objects.select_related("shift__kind").filter(
        site_id=site_id, number=number
    )
    found = row.first()
    if found is None:
        return None
    names = names_by_id([found.by_id, found.taken_by_id])
    items = found.items if found.taken_at else shifts.open_items(site_id)
    return HandoverSheet(
        row=found,
        by=names.get(found.by_id, ""),
        taken_by=names.get(found.taken_by_id or 0, ""),
        items=open_items(site_id, items),
    )


def open_items(site_id: int, items: Iterable[str]) -> list[OpenItem]:
    """Return open items with the words that people know them by."""
    found = findings.Finding.objects.filter(site_id=site_id)
    texts = {f"finding:{row.number}": row.text for row in found}
    entries = shifts.LogEntry.objects.filter(site_id=site_id)
    texts |= {f"log:{row.number}": row.text for row in entries}
    orders = assets.WorkOrder.objects.filter(site_id=site_id)
    texts |= {f"work_order:{row.number}": row.text for row in orders}
    return [_item(item, texts.get(item, "")) for item in items]


def _item(code: str, text: str) -> OpenItem:
    kind, _, number = code.partition(":")
    subject = subjects().get(kind)
    return OpenItem(code, subject.label if subject else phrase("Item"), number, text)

"""The roster: kinds of shift, and who is on which shift (2.4.1)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Annotated, Final

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, iso, local
from salesfloor.base.codes import NewCode
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import Clock
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code, Line, RequiredLine
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work
from salesfloor.trades.venue.shifts import rules
from salesfloor.trades.venue.shifts.fields import SERVICE_AREA, On, ShiftCode
from salesfloor.trades.venue.shifts.models import Rostered, Shift, ShiftKind

ON_SHIFTS: Final = frozenset({Post.SALESPERSON, Post.LEAD})


class KindKept(Answer):
    """The code of the kind of shift."""

    shift: str


@command(
    "shift_kind",
    may=frozenset({Post.MANAGER, Post.ADMIN}),
    word=phrase("Name a kind of shift"),
    clauses=("2.4.1",),
    trades=SERVICE_AREA,
    writes=RegisterLine("shift", phrase("Shift {shift}, {name}: {starts} to {ends}.")),
    done=phrase("Saved."),
)
def shift_kind(
    *,
    actor: StaffActor,
    at: datetime,
    shift: Annotated[NewCode, Label("Shift")],
    name: Annotated[RequiredLine, Label("Name")],
    starts: Annotated[Clock, Label("Starts")],
    ends: Annotated[Clock, Label("Ends")],
) -> KindKept:
    """Name a kind of shift and its hours; shifts rostered before keep theirs."""
    ShiftKind.objects.update_or_create(
        site_id=actor.site_id,
        code=shift,
        defaults={"name": name, "starts": starts, "ends": ends},
    )
    registers.record(
        actor=actor,
        at=at,
        body={"shift": shift, "name": name, "starts": f"{starts:%H:%M}", "ends": f"{ends:%H:%M}"},
    )
    cite("2.4.1")
    about(f"shift_kind:{shift}")
    return KindKept(shift=shift)


class OnRoster(Answer):
    """When the shift starts and ends."""

    starts_at: datetime
    ends_at: datetime


@command(
    "roster",
    may=frozenset({Post.LEAD, Post.MANAGER}),
    word=phrase("Roster a shift"),
    clauses=("2.4.1",),
    trades=SERVICE_AREA,
    writes=RegisterLine(
        "people",
        phrase("Shift {shift} on {on}: {who}."),
        facts={"starts_at": datetime, "ends_at": datetime},
    ),
    done=phrase("Rostered."),
)
def roster(
    *,
    actor: StaffActor,
    at: datetime,
    on: On,
    shift: ShiftCode,
    who: Annotated[
        list[Annotated[Code, Reference("on_shift")]],
        Field(min_length=1, max_length=50),
        Label("People on the shift", hint=phrase("the first is in charge"), is_in_order=True),
    ],
    reason: Annotated[Line, Label("Reason", hint=phrase("once the shift has started"))] = "",
) -> OnRoster:
    """Put people on a shift; given again it replaces them.

    :raises Refused: 2.4.1 for people in two shifts at once or on leave, or a day gone by; `input` for
        posts that stand on no shift, or without a reason once the shift has started.
    """
    kind = _kind_of(actor.site_id, shift)
    staff = _staff_of(who, actor.site_id, at)
    row, hours = _shift_on(kind, on, at)
    if row is None:  # nobody stood there: a day gone by takes no reason
        rules.may_be_rostered_on(on, day_of(at)).enforce()
    rules.has_reason(has_started=at >= hours[0], reason=reason).enforce()
    _check(staff, kind, on, at, hours)
    row = row or Shift(site_id=actor.site_id, kind=kind, on=on)
    row.starts_at, row.ends_at = hours
    row.save()
    _put_on(row, staff, at)
    deadlines.set_due("shift_starts", subject=row.pk, site_id=actor.site_id, due_at=hours[0])
    deadlines.set_due("shift_ends", subject=row.pk, site_id=actor.site_id, due_at=hours[1])
    registers.record(
        actor=actor,
        at=at,
        body={
            "shift": shift,
            "on": on.isoformat(),
            "who": [person.code for person in staff],
            "starts_at": iso(hours[0]),
            "ends_at": iso(hours[1]),
        },
        personal={"reason": reason},
    )
    cite("2.4.1")
    about(f"shift:{shift}:{on}")
    board_changed()
    return OnRoster(starts_at=local(hours[0]), ends_at=local(hours[1]))


def _kind_of(site_id: int, code: str) -> ShiftKind:
    kind = ShiftKind.objects.filter(site_id=site_id, code=code).first()
    if kind is None:
        raise bad_input(phrase("There is no shift called {shift} here.", shift=code))
    return kind


def _staff_of(who: list[str], site_id: int, at: datetime) -> list[people.Staff]:
    if len(set(who)) != len(who):
        raise bad_input(phrase("Somebody stands twice in the list."))
    return [people.person_here(code, site_id, at) for code in who]


def _shift_on(
    kind: ShiftKind, on: date, at: datetime
) -> tuple[Shift | None, tuple[datetime, datetime]]:
    """Return the shift of that day, if it is rostered, locked, and its hours: once started they stay."""
    row = Shift.objects.select_for_update().filter(kind=kind, on=on).first()
    if row is not None and row.starts_at <= at:
        return row, (row.starts_at, row.ends_at)
    return row, rules.hours_of(on, kind.starts, kind.ends)


def _check(
    staff: list[people.Staff],
    kind: ShiftKind,
    on: date,
    at: datetime,
    hours: tuple[datetime, datetime],
) -> None:
    busy = Rostered.objects.filter(
        staff_id__in=[person.pk for person in staff],
        off_at=None,
        starts_at__lt=hours[1],
        ends_at__gt=hours[0],
    ).exclude(shift__kind=kind, shift__on=on)
    busy_ids = set(busy.values_list("staff_id", flat=True))
    rules.are_free([person.code for person in staff if person.pk in busy_ids]).enforce()
    rules.may_be_rostered_on(on, day_of(at)).enforce()
    rules.are_of_the_shifts(
        [person.code for person in staff if Post(person.post) not in ON_SHIFTS]
    ).enforce()
    gone = leave.away([person.pk for person in staff], *hours)
    rules.are_there([person.code for person in staff if person.pk in gone]).enforce()


def _put_on(shift: Shift, staff: list[people.Staff], at: datetime) -> None:
    """Take off who is not on the roster any more, put on who is new; who arrived stays arrived."""
    before = {row.staff_id: row for row in shift.people.filter(off_at=None)}
    hours = {"starts_at": shift.starts_at, "ends_at": shift.ends_at}
    places = {person.pk: position for position, person in enumerate(staff)}
    for staff_id, row in before.items():
        if places.get(staff_id) != row.position:
            take_off(row, at)
    for staff_id, position in places.items():
        kept = before.get(staff_id)
        if kept is not None and kept.position == position:
            Rostered.objects.filter(pk=kept.pk).update(**hours)
        else:
            _place(shift, staff_id, position, at, kept)
        expect(shift, staff_id, at)


def _place(shift: Shift, staff_id: int, position: int, at: datetime, kept: Rostered | None) -> None:
    carried = ("arrived_at", "late_minutes", "in_uniform", "ended_at", "excused_by")
    Rostered.objects.create(
        shift=shift,
        staff_id=staff_id,
        position=position,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        on_at=at,
        **({name: getattr(kept, name) for name in carried} if kept else {}),
    )


def take_off(row: Rostered, at: datetime) -> None:
    """Take a person off a shift."""
    row.off_at = at
    row.save(update_fields=["off_at"])
    forget(row.shift, row.staff_id, at)


def expect(shift: Shift, staff_id: int, at: datetime) -> None:
    """Put arriving on a person's list, from the time from which they may."""
    if Rostered.objects.filter(
        shift=shift, staff_id=staff_id, off_at=None, arrived_at__isnull=False
    ).exists():
        return
    before = rulebook.policies(shift.site_id, at)["shift.arrive_minutes_before"]
    work.owe(
        kind="arrive",
        subject=f"shift:{shift.kind.code}:{shift.on}",
        site_id=shift.site_id,
        clause="2.4.1",
        sentence=phrase(
            "Arrive for {shift} in uniform, {minutes} minutes before {starts}.",
            shift=shift.kind.name,
            minutes=before,
            starts=shift.starts_at,
        ),
        at=max(at, shift.starts_at - rules.ARRIVES_FROM),
        due_at=shift.starts_at - timedelta(minutes=before),
        staff_ids=[staff_id],
        command="arrive",
        given={"uniform": True},
    )


def forget(shift: Shift, staff_id: int, at: datetime) -> None:
    """Take arriving off a person's list."""
    work.settle(
        kind="arrive",
        subject=f"shift:{shift.kind.code}:{shift.on}",
        site_id=shift.site_id,
        at=at,
        staff_ids=[staff_id],
    )

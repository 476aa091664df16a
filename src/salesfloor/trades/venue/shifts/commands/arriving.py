"""Arriving for a shift, and ending it (2.4.1)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, announce, board_changed, cite, command
from salesfloor.base.fields import Who
from salesfloor.base.files import FileHashes
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import Refused, bad_input
from salesfloor.base.texts import Code
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.consent import api as consent
from salesfloor.kernel.files import api as files
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work
from salesfloor.trades.venue.shifts import rules, words
from salesfloor.trades.venue.shifts.commands.rostering import ON_SHIFTS, forget
from salesfloor.trades.venue.shifts.fields import SERVICE_AREA
from salesfloor.trades.venue.shifts.models import Handover, Rostered
from salesfloor.trades.venue.shifts.roster import rows_of

_WHOLE: Final = 60


class Arrived(Answer):
    """For which shift, and whether in time."""

    shift: str
    on: date
    in_time: bool
    late_minutes: int


@command(
    "arrive",
    may=ON_SHIFTS,
    word=phrase("Arrive"),
    clauses=("2.4.1",),
    trades=SERVICE_AREA,
    writes=RegisterLine(
        "shift",
        phrase("{who} arrived for {shift} of {on}, {late_minutes} minutes late."),
        facts={"who": Who},
    ),
    done=phrase("You are on shift."),
)
def arrive(
    *,
    actor: StaffActor,
    at: datetime,
    uniform: Annotated[bool, Label("In uniform")],
    photos: FileHashes | None = None,
) -> Arrived:
    """Arrive for the next shift one is rostered for, from four hours before its start to its end.

    :raises Refused: `input` where there is none.
    """
    row = _place_to_arrive(actor, at)
    shift = row.shift
    before = rulebook.policies(actor.site_id, at)["shift.arrive_minutes_before"]
    late = rules.late_minutes(at, shift.starts_at, before)
    row.arrived_at, row.late_minutes, row.in_uniform = at, late, uniform
    row.save(update_fields=["arrived_at", "late_minutes", "in_uniform"])
    forget(shift, row.staff_id, at)
    _expect_hand_over(row, at)
    files.attach(
        site_id=actor.site_id,
        subject=f"shift:{shift.kind.code}:{shift.on}",
        values=photos or [],
        at=at,
        actor=actor,
        part=actor.code,
    )
    facts = {"who": actor.code, "shift": shift.kind.code, "on": shift.on.isoformat()}
    registers.record(
        actor=actor,
        at=at,
        body={**facts, "late_minutes": late, "uniform": uniform, "photos": photos or []},
    )
    if late:
        _put_on_record(row, "arrived_late", actor, at)
        announce("arrived_late", "2.4.1", at=at, **facts, late_minutes=late)
    if not uniform:
        _put_on_record(row, "not_in_uniform", actor, at)
        announce("not_in_uniform", "2.4.1", at=at, **facts)
    cite("2.4.1")
    about(f"shift:{shift.kind.code}:{shift.on}")
    board_changed()
    return Arrived(shift=shift.kind.code, on=shift.on, in_time=not late, late_minutes=late)


def _place_to_arrive(actor: StaffActor, at: datetime) -> Rostered:
    open_now = rows_of(actor.staff_id, actor.site_id).select_for_update(of=("self",))
    row = open_now.filter(
        arrived_at=None, starts_at__lte=at + rules.ARRIVES_FROM, ends_at__gt=at
    ).first()
    if row is None:
        raise bad_input(phrase("You are on no shift that you could arrive for now."))
    return row


def _put_on_record(row: Rostered, item: str, actor: StaffActor, at: datetime) -> None:
    subject = f"shift:{row.shift.kind.code}:{row.shift.on}"
    conduct.put_on_record(
        site_id=actor.site_id,
        staff_id=row.staff_id,
        matter=conduct.Matter(item, "2.4.1", subject),
        actor=actor,
        at=at,
    )


def _expect_hand_over(row: Rostered, at: datetime) -> None:
    work.owe(
        kind="hand_over",
        subject=f"shift:{row.shift.kind.code}:{row.shift.on}",
        site_id=row.shift.site_id,
        clause="2.4.1",
        sentence=phrase("Hand over {shift} at its end.", shift=row.shift.kind.name),
        at=at,
        due_at=row.ends_at,
        staff_ids=[row.staff_id],
    )


class Ended(Answer):
    """Which shift ended, and how many whole minutes after arriving."""

    shift: str
    on: date
    minutes: int


@command(
    "end_shift",
    may=ON_SHIFTS,
    word=phrase("End my shift"),
    clauses=("2.4.1",),
    trades=SERVICE_AREA,
    writes=RegisterLine(
        "shift",
        phrase("{who} ended {shift} of {on} after {minutes} minutes."),
        facts={"who": Who},
    ),
    done=phrase("Your shift is over."),
)
def end_shift(
    *,
    actor: StaffActor,
    at: datetime,
    excused_by: Annotated[Code, Label("Excused by"), Reference("leader")] | None = None,
) -> Ended:
    """Leave the shift one has arrived for.

    :raises Refused: 2.4.1 until it is taken over, or before its end unless a lead or manager excuses
        it; `input` where one has arrived for none.
    """
    rows = rows_of(actor.staff_id, actor.site_id).select_for_update(of=("self",))
    row = rows.filter(arrived_at__isnull=False, ended_at=None).first()
    if row is None or row.arrived_at is None:
        raise bad_input(phrase("You have arrived for no shift that you could end."))
    is_excused = excused_by is not None and _may_excuse(excused_by, actor, at)
    handed_over = Handover.objects.filter(shift=row.shift).exclude(taken_at=None)
    rules.may_end(
        is_taken_over=handed_over.exists(), is_over=at >= row.ends_at, is_excused=is_excused
    ).enforce()
    if excused_by is not None and at < row.ends_at:
        consent.use_word(actor, of=excused_by, what=words.END_SHIFT, at=at)
    row.ended_at, row.excused_by = at, (excused_by or "") if is_excused else ""
    row.save(update_fields=["ended_at", "excused_by"])
    minutes = int((at - row.arrived_at).total_seconds() // _WHOLE)
    work.settle(
        kind="hand_over",
        subject=f"shift:{row.shift.kind.code}:{row.shift.on}",
        site_id=actor.site_id,
        at=at,
        staff_ids=[row.staff_id],
    )
    facts = {"who": actor.code, "shift": row.shift.kind.code, "on": row.shift.on.isoformat()}
    body = {**facts, "minutes": minutes, "excused_by": row.excused_by}
    registers.record(actor=actor, at=at, body=body)
    cite("2.4.1")
    about(f"shift:{row.shift.kind.code}:{row.shift.on}")
    board_changed()
    return Ended(shift=row.shift.kind.code, on=row.shift.on, minutes=minutes)


def _may_excuse(code: str, actor: StaffActor, at: datetime) -> bool:
    person = people.person_here(code, actor.site_id, at)
    if code == actor.code or Post(person.post) not in {Post.LEAD, Post.MANAGER}:
        raise Refused(
            "2.4.1", phrase("A lead or manager other than you excuses you before the end.")
        )
    return True

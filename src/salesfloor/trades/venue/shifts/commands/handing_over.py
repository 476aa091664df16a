"""Handing a shift over and taking it over: who signs has seen what is open at that second (2.4.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field

from salesfloor.base.answers import Answer
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.fields import Who
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Line, Note, RequiredNote
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.work import api as work
from salesfloor.trades.venue.shifts import rules
from salesfloor.trades.venue.shifts.commands.rostering import ON_SHIFTS
from salesfloor.trades.venue.shifts.fields import SERVICE_AREA
from salesfloor.trades.venue.shifts.models import Handover, Rostered, Shift
from salesfloor.trades.venue.shifts.open_items import open_items
from salesfloor.trades.venue.shifts.roster import next_shift, rows_of


class HandedOver(Answer):
    """The number of the hand-over, and what is open."""

    handover: int
    open_items: list[str]


@command(
    "hand_over_shift",
    may=ON_SHIFTS,
    word=phrase("Hand the shift over"),
    clauses=("2.4.1",),
    trades=SERVICE_AREA,
    writes=RegisterLine(
        "shift",
        phrase("Hand-over {handover} of {shift} of {on}."),
        facts={"shift": str, "on": str},
    ),
    done=phrase("Handed over; the next shift signs."),
)
def hand_over_shift(
    *,
    actor: StaffActor,
    at: datetime,
    notes: Annotated[RequiredNote, Label("What the next shift must know")],
    keys: Annotated[Note, Label("Keys and devices")] = "",
) -> HandedOver:
    """Hand the shift over that one has arrived for; until it is taken over, given again, new words count.

    :raises Refused: 2.4.1 for anyone who has arrived for no shift, or once it was taken over.
    """
    row, handover = _shift_to_hand_over(actor)
    rules.may_hand_over(
        has_arrived=row is not None,
        is_taken_over=handover is not None and handover.taken_at is not None,
    ).enforce()
    shift = row.shift if row else Shift()
    handover = handover or Handover(
        site_id=actor.site_id, shift=shift, number=next_number(actor.site_id, "handover")
    )
    handover.by_id, handover.at, handover.notes, handover.keys = actor.staff_id, at, notes, keys
    handover.save()
    items = open_items(actor.site_id)
    _expect_signature(handover, at)
    registers.record(
        actor=actor,
        at=at,
        body={
            "handover": handover.number,
            "shift": shift.kind.code,
            "on": shift.on.isoformat(),
            "open_items": items,
        },
        personal={"notes": notes, "keys": keys},
    )
    cite("2.4.1")
    about(f"handover:{handover.number}")
    board_changed()
    return HandedOver(handover=handover.number, open_items=items)


def _shift_to_hand_over(actor: StaffActor) -> tuple[Rostered | None, Handover | None]:
    """Return the earliest shift that is the person's and not taken over yet, else the last one."""
    rows = rows_of(actor.staff_id, actor.site_id).filter(arrived_at__isnull=False, ended_at=None)
    found: tuple[Rostered | None, Handover | None] = (None, None)
    for row in rows:
        handover = Handover.objects.select_for_update().filter(shift=row.shift).first()
        found = (row, handover)
        if handover is None or handover.taken_at is None:
            break
    return found


def _expect_signature(handover: Handover, at: datetime) -> None:
    shift = handover.shift
    subject = f"handover:{handover.number}"
    coming = next_shift(shift, shift.ends_at + rules.NEXT_WITHIN, at)
    work.settle(kind="take_over", subject=subject, site_id=shift.site_id, at=at)
    work.owe(
        kind="take_over",
        subject=subject,
        site_id=shift.site_id,
        clause="2.4.1",
        sentence=phrase(
            "Take over from {shift}: read what is open, then sign.", shift=shift.kind.name
        ),
        at=at,
        due_at=shift.ends_at,
        staff_ids=[one for one, _ in coming.staff if one != handover.by_id] if coming else [],
        posts=[] if coming else [Post.LEAD],
    )


class TakenOver(Answer):
    """The number of the hand-over, and who handed over."""

    handover: int
    from_: Annotated[str, Field(alias="from")]


@command(
    "take_over_shift",
    may=ON_SHIFTS | {Post.MANAGER},
    word=phrase("Take over and sign"),
    clauses=("2.4.1",),
    trades=SERVICE_AREA,
    writes=RegisterLine(
        "shift",
        phrase("Hand-over {handover} taken over from {from}, with {open} open items."),
        facts={"open": int, "from": Who},
    ),
    done=phrase("Taken over."),
)
def take_over_shift(
    *,
    actor: StaffActor,
    at: datetime,
    handover: Annotated[Number, Label("Hand-over")],
    items: Annotated[
        list[Line],
        Field(max_length=2000),
        Label("Open items", hint=phrase("as the list shows them")),
    ],
) -> TakenOver:
    """Sign for what is open at this moment, for the shift that comes.

    :raises Refused: 2.4.1 for anyone who handed over or is not of the next shift, or for another list than
        what is open now; `input` for a hand-over that is not there.
    """
    row = (
        Handover.objects.select_for_update(of=("self",))
        .select_related("shift__kind")
        .filter(site_id=actor.site_id, number=handover)
        .first()
    )
    if row is None:
        raise bad_input(phrase("There is no hand-over {handover} here.", handover=handover))
    rules.may_take_over(
        actor.post,
        is_of_next_shift=_is_of_next_shift(actor, row.shift, at),
        handed_over_it=row.by_id == actor.staff_id,
        is_taken_over=row.taken_at is not None,
    ).enforce()
    still_open = open_items(actor.site_id)
    rules.has_seen(items, still_open).enforce()
    row.taken_by_id, row.taken_at, row.items = actor.staff_id, at, still_open
    row.save(update_fields=["taken_by_id", "taken_at", "items"])
    _settle(row, at)
    giver = people.codes_of([row.by_id])[row.by_id]
    registers.record(
        actor=actor,
        at=at,
        body={
            "handover": handover,
            "from": giver,
            "items": still_open,
            "open": len(still_open),
            "shift": row.shift.kind.code,
            "on": row.shift.on.isoformat(),
        },
    )
    cite("2.4.1")
    about(f"handover:{handover}")
    board_changed()
    return TakenOver(handover=handover, from_=giver)


def _is_of_next_shift(actor: StaffActor, shift: Shift, at: datetime) -> bool:
    coming = next_shift(shift, shift.ends_at + rules.NEXT_WITHIN, at)
    if coming is None:
        return False
    arrived = Rostered.objects.filter(
        shift_id=coming.id, staff_id=actor.staff_id, off_at=None, arrived_at__isnull=False
    )
    return arrived.exists()


def _settle(handover: Handover, at: datetime) -> None:
    shift = handover.shift
    subject = f"shift:{shift.kind.code}:{shift.on}"
    for kind, about_what in (("take_over", f"handover:{handover.number}"), ("hand_over", subject)):
        work.settle(kind=kind, subject=about_what, site_id=shift.site_id, at=at)

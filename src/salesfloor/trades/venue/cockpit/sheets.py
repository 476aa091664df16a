"""A shift afterwards: who was on it and came when, its hand-over, its rounds (2.4.1)."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer, Instant
from salesfloor.base.commands import SiteActor, question
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label, Reference
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.base.trades import Trade
from salesfloor.kernel.people import api as people
from salesfloor.trades.venue.rounds import api as rounds
from salesfloor.trades.venue.shifts import api as shifts

READERS: Final = LEADERS | {Post.SALESPERSON}


class ArrivalLine(Answer):
    """Somebody who arrived."""

    who: str
    at: Instant
    late_minutes: int
    uniform: bool


class ShiftSheet(Answer):
    """A shift: its people, arrivals, hand-over, rounds, and what is open at the site now."""

    who: list[str]
    arrived: list[ArrivalLine]
    handover: int | None
    taken_over_by: str | None
    rounds_done: int
    rounds_missed: int
    open_items: list[str]


@question(
    "shift_of",
    may=READERS,
    word=phrase("A shift"),
    clauses=("2.4.1",),
    trades=frozenset({Trade.SERVICE_AREA}),
)
def shift_of(
    *,
    actor: SiteActor,
    at: datetime,
    on: Annotated[Day, Label("Day")],
    shift: Annotated[Code, Label("Shift"), Reference("shift_kind")],
) -> ShiftSheet:
    """Return a rostered shift as it stands.

    :raises Refused: `input` where it is not rostered.
    """
    found = shifts.shift_named(actor.site_id, shift, on, at)
    if found is None:
        raise bad_input(phrase("{shift} is not rostered on {on}.", shift=shift, on=on))
    rows = shifts.Rostered.objects.filter(shift_id=found.id, off_at=None).exclude(arrived_at=None)
    handover = shifts.Handover.objects.filter(shift_id=found.id).first()
    taken_by = handover.taken_by_id if handover else None
    codes = people.codes_of([*rows.values_list("staff_id", flat=True), *filter(None, [taken_by])])
    done, missed = rounds.of_shift(
        actor.site_id, found.code, found.on, found.starts_at, found.ends_at
    )
    return ShiftSheet(
        who=found.codes,
        arrived=[
            ArrivalLine(
                who=codes[row.staff_id],
                at=row.arrived_at,
                late_minutes=row.late_minutes,
                uniform=bool(row.in_uniform),
            )
            for row in rows.order_by("arrived_at", "position")
            if row.arrived_at is not None
        ],
        handover=handover.number if handover else None,
        taken_over_by=codes[taken_by] if taken_by else None,
        rounds_done=done,
        rounds_missed=missed,
        open_items=shifts.open_items(actor.site_id),
    )

"""Who has telephone duty, whether they are there, and who answers if not (7.1.12)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of
from salesfloor.base.commands import StaffActor, question
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.trades import WITH_ROTATION, trade_of
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import date


class OnDuty(Answer):
    """Who has duty, whether they are there now, and who answers if not."""

    who: str | None
    present: bool
    next: str | None


@question(
    "on_duty",
    may=ANYONE - {Post.OPERATOR},
    word=phrase("Who answers the telephone"),
    clauses=("7.1.12",),
    trades=WITH_ROTATION,
)
def on_duty(
    *, actor: StaffActor, at: datetime, on: Annotated[Day, Label("Day")] | None = None
) -> OnDuty:
    """Return who has telephone duty on a day, today where none is named."""
    staff_id = duty_of(actor.site_id, on or day_of(at))
    codes = people.codes_of([staff_id] if staff_id else [])
    return OnDuty(
        who=codes.get(staff_id or 0),
        present=staff_id is not None and is_present(actor.site_id, staff_id, at),
        next=next_free(actor.site_id, at),
    )


def duty_of(site_id: int, on: date) -> int | None:
    """Return who has duty on a day."""
    rows = reception.Duty.objects.filter(site_id=site_id, on=on)
    return rows.values_list("staff_id", flat=True).first()


def is_present(site_id: int, staff_id: int, at: datetime) -> bool:
    """Tell whether somebody is signed in and not away."""
    if trade_of(site_id) not in WITH_ROTATION:
        return False
    return staff_id in reception.floor_at(site_id, at).present()


def next_free(site_id: int, at: datetime) -> str | None:
    """Return the first free person of the calls' queue."""
    if trade_of(site_id) not in WITH_ROTATION:
        return None
    floor = reception.floor_at(site_id, at)
    is_shared = rulebook.policies(site_id, at)["phone.rotation"] == "shared"
    queue = floor.queue("visit" if is_shared else "call")
    free = next((staff for staff in queue if floor.is_free(staff)), None)
    return None if free is None else people.codes_of([free])[free]

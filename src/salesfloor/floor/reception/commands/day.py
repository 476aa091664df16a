"""What a day does by itself: opening uncovered, ending at midnight, who is on duty."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import day_of, end_of, is_within
from salesfloor.base.commands import SiteActor, about, announce, board_changed, cite, command
from salesfloor.base.dates import Day
from salesfloor.base.fields import Who
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine, line
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.trades import WITH_ROTATION, trade_of
from salesfloor.floor.reception.commands.catching_up import (
    DAY_ENDS,
    OPENING,
    look_at_opening,
    set_next_look,
)
from salesfloor.floor.reception.commands.left_open import look_at_closing
from salesfloor.floor.reception.commands.state import LockedFloor, lock_floor
from salesfloor.floor.reception.models import Duty, Floor
from salesfloor.floor.reception.rules import receiving, rotation
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

line(
    "covered",
    "floor",
    phrase("Somebody is on the floor again after {minutes} minutes"),
    facts={"minutes": int},
)


def open_floor(site_id: int, at: datetime) -> None:
    """Give a new site its rotation, and look at every opening whether somebody is there."""
    Floor.objects.create(site_id=site_id, state=rotation.to_json(rotation.Floor(day=day_of(at))))
    hours_changed(site_id, at)


def hours_changed(site_id: int, at: datetime) -> None:
    """Look at the next opening at its new hour (7.1.12), where somebody stands on a floor at all."""
    if trade_of(site_id) not in WITH_ROTATION:
        return
    floor = lock_floor(site_id, at)
    set_next_look(floor)
    floor.save(by="salesfloor")


@deadlines.handler(
    OPENING,
    phase=deadlines.Phase.OPENING,
    is_late_safe=True,
    word=phrase("The floor opens"),
)
def open_at_hour(deadline: deadlines.Deadline, at: datetime) -> None:
    """Bring the floor up to its opening, at which it is looked at (7.1.12)."""
    if trade_of(deadline.site_id) not in WITH_ROTATION:
        return
    floor = lock_floor(deadline.site_id, at)
    if (
        floor.rotation.seen_on is None and not floor.is_late
    ):  # a floor that was opened before it kept its next look
        look_at_opening(floor)
        floor.save(by="salesfloor")


def cover_again(floor: LockedFloor) -> None:
    """Record for how many minutes the floor stood empty while open, when somebody comes."""
    since = floor.rotation.uncovered_since
    if since is None:
        return
    floor.rotation.uncovered_since = None
    if not is_within(floor.at, floor.opens, floor.closes):
        return
    minutes = int((floor.at - datetime.fromisoformat(since)).total_seconds() // 60)
    registers.append(
        site_id=floor.site_id,
        kind="floor",
        actor=deadlines.system_actor(floor.site_id),
        at=floor.at,
        body={"do": "covered", "since": since, "minutes": minutes},
    )
    cite("7.1.12")


def end_at_midnight(floor: LockedFloor) -> None:
    """Let the day end by itself: set by its first signing in, and by the person who waits before that."""
    if floor.rotation.people or floor.is_late:
        return
    due = end_of(floor.rotation.day)
    deadlines.set_due(DAY_ENDS, subject=floor.site_id, site_id=floor.site_id, due_at=due)
    look_at_closing(floor)


@deadlines.handler(DAY_ENDS, is_late_safe=True, word=phrase("The day ends"))
def end_day(deadline: deadlines.Deadline, at: datetime) -> None:
    """Bring the floor up to midnight, at which its day ends."""
    lock_floor(deadline.site_id, at)
    board_changed()


class PutOnDuty(Answer):
    """Answer of `put_on_duty`."""

    who: str
    on: str


@command(
    "put_on_duty",
    may=LEADERS,
    word=phrase("Put on duty"),
    clauses=("7.1.12",),
    trades=WITH_ROTATION,
    writes=RegisterLine("people", phrase("{who} answers the telephone on {on}.")),
)
def put_on_duty(
    *, actor: SiteActor, at: datetime, who: Who, on: Annotated[Day, Label("Day")]
) -> PutOnDuty:
    """Say who answers the telephone on a day (7.1.12).

    :raises Refused: `input` for a day gone by or somebody who is no salesperson; 7.1.12 for somebody
        on leave that whole day.
    """
    site_id = actor.site_id
    person = people.person_here(who, site_id, at)
    if person.post != Post.SALESPERSON.value:
        raise bad_input(phrase("{who} is no salesperson.", who=who))
    if on < day_of(at):
        raise bad_input(phrase("That day is over."))
    is_away = leave.is_away_on(person.pk, people.Site.objects.get(pk=site_id), on)
    receiving.may_be_on_duty(who, is_away=is_away).enforce()
    Duty.objects.update_or_create(
        site_id=site_id, on=on, defaults={"staff_id": person.pk, "set_by": actor.code, "set_at": at}
    )
    registers.record(actor=actor, at=at, body={"who": who, "on": on.isoformat()})
    cite("7.1.12")
    about(f"staff:{who}")
    board_changed()
    return PutOnDuty(who=who, on=on.isoformat())


def leave_duty(number: int, site_id: int, at: datetime) -> None:
    """Take a person whose leave is granted off the telephone roster of the days it covers (7.1.12)."""
    row = leave.Leave.objects.filter(site_id=site_id, number=number, status="granted").first()
    if row is None:
        return
    site = people.Site.objects.get(pk=site_id)
    days = Duty.objects.filter(site_id=site_id, staff_id=row.staff_id)
    for duty in days.filter(on__range=(day_of(row.from_at), day_of(row.until_at))).order_by("on"):
        if not leave.is_away_on(row.staff_id, site, duty.on):
            continue
        who = people.codes_of([row.staff_id])[row.staff_id]
        duty.delete()
        cite("7.1.12")
        announce("duty_open", "7.1.12", at=at, on=duty.on.isoformat(), who=who)
        managers = people.working_at(site_id, at).filter(post=Post.MANAGER)
        messages.tell_all(
            managers.values_list("pk", flat=True),
            site_id=site_id,
            at=at,
            clause="7.1.12",
            sentence=phrase(
                "Nobody has telephone duty on {on}: {who} is on leave. Put somebody on duty.",
                on=duty.on,
                who=who,
            ),
        )

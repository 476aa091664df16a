"""What a day does by itself: opening uncovered, ending at midnight, who is on duty."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import at_time, day_of, end_of, is_within, iso, local
from salesfloor.base.commands import Actor, about, announce, board_changed, cite, command, miss
from salesfloor.base.dates import Day
from salesfloor.base.labels import Label
from salesfloor.base.lines import line
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.base.trades import WITH_ROTATION, trade_of
from salesfloor.floor.reception.commands.late import keep_day
from salesfloor.floor.reception.commands.left_open import list_open, look_at_closing, tell_of_left
from salesfloor.floor.reception.commands.state import LockedFloor, lock_floor
from salesfloor.floor.reception.models import Arrival, Duty, Floor, Reception
from salesfloor.floor.reception.rules import receiving, rotation
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

DAY_ENDS: Final = "day_ends"
OPENING: Final = "floor_opens"


line("uncovered", "floor", phrase("The floor opened with nobody on it"))
line(
    "covered",
    "floor",
    phrase("Somebody is on the floor again after {minutes} minutes"),
    facts={"minutes": int},
)
line("day_ends", "floor", phrase("The day's rotation ends"))


def open_floor(site_id: int, at: datetime) -> None:
    """Give a new site its rotation, and look at every opening whether somebody is there."""
    Floor.objects.create(site_id=site_id, state=rotation.to_json(rotation.Floor(day=day_of(at))))
    _set_next_opening(site_id, at)


def hours_changed(site_id: int, at: datetime) -> None:
    """Look at the next opening at its new hour (7.1.12)."""
    _set_next_opening(site_id, at)


def _set_next_opening(site_id: int, after: datetime) -> None:
    opens, trade = people.Site.objects.values_list("opens", "trade").get(pk=site_id)
    if trade not in WITH_ROTATION:
        return  # nobody stands on a floor there (trades A1.10)
    due = at_time(day_of(after), opens)
    if due <= after:
        due = at_time(day_of(after) + timedelta(days=1), opens)
    deadlines.set_due(OPENING, subject=site_id, site_id=site_id, due_at=due)


@deadlines.handler(OPENING, phase=deadlines.Phase.OPENING)
def look_at_opening(deadline: deadlines.Deadline, at: datetime) -> None:
    """Record that the floor opened with nobody on it, and alert the manager (7.1.12)."""
    if trade_of(deadline.site_id) not in WITH_ROTATION:
        return
    floor = lock_floor(deadline.site_id, at)
    is_worked = leave.is_working_day(deadline.site_id, day_of(at))
    if is_worked and not floor.rotation.present():
        registers.append(
            site_id=floor.site_id,
            kind="floor",
            actor=deadlines.system_actor(floor.site_id),
            at=at,
            body={"do": "uncovered"},
        )
        floor.rotation.uncovered_since = iso(at)
        cite("7.1.12")
        miss("7.1.12")
        announce("floor_uncovered", "7.1.12", at=at)
        _tell_managers(floor.site_id, at)
    floor.save(by="salesfloor")
    _set_next_opening(deadline.site_id, at)


def _tell_managers(site_id: int, at: datetime) -> None:
    managers = people.Staff.objects.filter(site_id=site_id, post=Post.MANAGER, left_at=None)
    for staff_id in managers.values_list("pk", flat=True):
        messages.tell(
            staff_id=staff_id,
            site_id=site_id,
            at=at,
            clause="7.1.12",
            sentence=phrase(
                "The floor is open since {at} and nobody is on it.", at=f"{local(at):%H:%M}"
            ),
        )


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
    """Let the day end by itself: set by its first signing in, and by whoever waits before that."""
    if floor.rotation.people or floor.is_late:
        return
    due = end_of(floor.rotation.day)
    deadlines.set_due(DAY_ENDS, subject=floor.site_id, site_id=floor.site_id, due_at=due)
    look_at_closing(floor)


@deadlines.handler(DAY_ENDS)
def end_day(deadline: deadlines.Deadline, at: datetime) -> None:
    """End the day's rotation at local midnight, at its own instant."""
    lock_floor(deadline.site_id, at)
    board_changed()


def close_day(floor: LockedFloor, midnight: datetime) -> None:
    """Close who still waits as `left`, end signing in and absence; receptions go on, on people's lists."""
    state = floor.rotation
    at_door = Arrival.objects.filter(site_id=floor.site_id, reception=None, dismissed_at=None)
    at_door.filter(at__lt=midnight).update(dismissed_at=midnight)
    waiting = [one.reception for one in state.waiting]
    if not (state.people or waiting):
        state.uncovered_since = None
        return
    keep_day(floor.site_id, replace(state, waiting=[], changes=[]))
    left = {one.pk: one for one in Reception.objects.filter(pk__in=waiting)}
    Reception.objects.filter(pk__in=waiting).update(
        ended_at=midnight, outcome="left", ended_by="salesfloor"
    )
    for staff in list(state.people):
        state.sign_out(staff, why="day_ended")
    state.waiting = []
    state.uncovered_since = None
    registers.append(
        site_id=floor.site_id,
        kind="floor",
        actor=deadlines.system_actor(floor.site_id),
        at=midnight,
        line_kind="day_closing",
        body={
            "do": "day_ends",
            "day": state.day.isoformat(),
            "left": sorted(one.ref for one in left.values()),
        },
    )
    deadlines.settle(DAY_ENDS, subject=floor.site_id, at=midnight)
    cite("3.2.1.1")
    for reception in waiting:
        announce("left", "3.2.1.1", at=midnight, ref=left[reception].ref)
    tell_of_left(floor.site_id, left.values(), midnight)
    list_open(floor.site_id, midnight)
    at, floor.at = floor.at, midnight
    state.begin_day(day_of(midnight))
    floor.save(by="salesfloor")
    floor.at = at


class PutOnDuty(Answer):
    """Answer of `put_on_duty`."""

    who: str
    on: str


@command(
    "put_on_duty",
    may=LEADERS,
    word=phrase("Put on duty"),
    clauses=("7.1.12",),
)
def put_on_duty(
    *, actor: Actor, at: datetime, who: Code, on: Annotated[Day, Label("Day")]
) -> PutOnDuty:
    """Say who answers the telephone on a day (7.1.12).

    :raises Refused: `input` for a day gone by or somebody who is no salesperson; 7.1.12 for somebody
        on leave that whole day.
    """
    site_id = registers.site_of(actor)
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

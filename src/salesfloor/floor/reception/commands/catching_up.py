"""What a floor owes to the clock: loans that end, midnight, the look at the opening.

Each happens at its own instant, before anything that is done later, whether the worker runs in time or a
command comes first: the floor's lock brings the floor up to date before it hands it out.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from salesfloor.base.china_time import at_time, day_of, end_of, iso, local
from salesfloor.base.commands import announce, cite, miss
from salesfloor.base.fields import Who
from salesfloor.base.lines import line
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.floor.reception.commands.late import keep_day
from salesfloor.floor.reception.commands.left_open import list_open, tell_of_left
from salesfloor.floor.reception.models import Arrival, Reception
from salesfloor.floor.reception.rules.moves import Why
from salesfloor.floor.reception.rules.rotation import moment
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.floor.reception.commands.state import LockedFloor

DAY_ENDS: Final = "day_ends"
LEFT_OVER: Final = "left_over"
OPENING: Final = "floor_opens"
LOAN_ENDS: Final = "loan_ends"
CLOSING: Final = 0
LOOKING: Final = 1
DORMANT_AFTER: Final = timedelta(days=30)
"""A floor on which nobody signed in for so long is not looked at again until somebody does."""

line("uncovered", "floor", phrase("The floor opened with nobody on it"))
line("day_ends", "floor", phrase("The day's rotation ends"))
line(
    "loan_left",
    "sign_in",
    phrase("{who} left the floor: the loan ended"),
    facts={"who": Who},
)


class Due(NamedTuple):
    """Something that falls due on a floor; what closes comes before what opens at one instant."""

    at: datetime
    phase: int
    name: str
    happen: Callable[[LockedFloor], None]


Look = Callable[["LockedFloor", str], "Due | None"]
_LOOKS: Final[list[Look]] = []


def looks(look: Look) -> Look:
    """Let a story above look, too, at what is due on the floor up to a moment."""
    _LOOKS.append(look)
    return look


def catch_up(floor: LockedFloor) -> bool:
    """Let happen what fell due on the floor up to its moment; tell whether a day ended."""
    until, day = floor.at, floor.rotation.day
    while (due := _next_due(floor, until)) is not None:
        floor.at = due.at
        with deadlines.by_itself(due.name, site_id=floor.site_id, at=due.at):
            due.happen(floor)
            floor.save(by="salesfloor")
    floor.at = until
    if floor.rotation.day < day_of(until):
        floor.rotation.begin_day(day_of(until))
    return floor.rotation.day > day


def _next_due(floor: LockedFloor, until: datetime) -> Due | None:
    """Return the first of what is due by then, or None."""
    state, now = floor.rotation, moment(until)
    found = []
    loans = [person.until for person in state.people.values() if person.until is not None]
    if loans and min(loans) <= now:
        found.append(Due(datetime.fromisoformat(min(loans)), CLOSING, LOAN_ENDS, _end_loans))
    found += [due for look in _LOOKS if (due := look(floor, now)) is not None]
    is_received = any(one not in state.left_over for one in state.engaged.values())
    has_something = bool(state.people or state.waiting or state.uncovered_since or is_received)
    if state.day < day_of(until) and (has_something or floor.somebody_at_door):
        found.append(Due(end_of(state.day), CLOSING, DAY_ENDS, _close_day))
    if state.looks_at is not None and state.looks_at <= now:
        found.append(Due(datetime.fromisoformat(state.looks_at), LOOKING, OPENING, look_at_opening))
    return min(found, key=lambda one: one[:3], default=None)


def _end_loans(floor: LockedFloor) -> None:
    """Take those whose loan ends at this instant off the floor; a reception goes on (3.1.2)."""
    state, now = floor.rotation, moment(floor.at)
    leaving = [staff for staff, one in state.people.items() if one.until and one.until <= now]
    for staff in leaving:
        code, was_present = state.people[staff].code, not state.people[staff].is_away
        state.sign_out(staff, why=Why.LOAN_ENDED)
        registers.append(
            site_id=floor.site_id,
            kind="sign_in",
            actor=deadlines.system_actor(floor.site_id),
            at=floor.at,
            body={"do": "loan_left", "who": code, "moves": floor.moves()},
        )
        cite("3.1.2")
        if was_present and not state.present() and floor.is_open:
            _note_uncovered(floor)


def look_at_opening(floor: LockedFloor) -> None:
    """Record that the floor opened with nobody on it, and alert the manager (7.1.12)."""
    if floor.rotation.day < day_of(floor.at):
        floor.rotation.begin_day(day_of(floor.at))
    if not floor.rotation.present():
        _note_uncovered(floor)
    set_next_look(floor)


def _note_uncovered(floor: LockedFloor) -> None:
    """Record from now on that the open floor stands empty, on a day on which the site works."""
    at = floor.at
    if not leave.is_working_day(floor.site_id, day_of(at)):
        return
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
    managers = people.working_at(floor.site_id, at).filter(post=Post.MANAGER)
    messages.tell_all(
        managers.values_list("pk", flat=True),
        site_id=floor.site_id,
        at=at,
        clause="7.1.12",
        sentence=phrase(
            "The floor is open since {at} and nobody is on it.", at=f"{local(at):%H:%M}"
        ),
    )


def set_next_look(floor: LockedFloor) -> None:
    """Look at the floor at the next opening, unless nobody has come for long."""
    state, after = floor.rotation, floor.at
    due = at_time(day_of(after), floor.opens)
    if due <= after:
        due = at_time(day_of(after) + timedelta(days=1), floor.opens)
    if day_of(due) - (state.seen_on or day_of(after)) > DORMANT_AFTER:
        state.looks_at = None
        deadlines.settle(OPENING, subject=floor.site_id, at=after)
        return
    state.seen_on = state.seen_on or day_of(after)
    state.looks_at = moment(due)
    deadlines.set_due(OPENING, subject=floor.site_id, site_id=floor.site_id, due_at=due)


def _close_day(floor: LockedFloor) -> None:
    """Close who still waits as `left`; end signing in and absence; receptions go on, on people's lists."""
    state, midnight = floor.rotation, floor.at
    at_door = Arrival.objects.filter(site_id=floor.site_id, reception=None, dismissed_at=None)
    at_door.filter(at__lt=midnight).update(dismissed_at=midnight)
    floor.somebody_at_door = False
    if state.people or state.waiting:
        _end_rotation(floor, midnight)
    state.uncovered_since = None
    state.unconfirmed = {}
    state.left_over = sorted(set(state.engaged.values()))
    if state.left_over:
        opening = at_time(day_of(midnight), floor.opens)
        state.left_over_until = moment(opening)
        deadlines.set_due(LEFT_OVER, subject=floor.site_id, site_id=floor.site_id, due_at=opening)
    state.begin_day(day_of(midnight))


def _end_rotation(floor: LockedFloor, midnight: datetime) -> None:
    state = floor.rotation
    waiting = [one.reception for one in state.waiting]
    keep_day(floor.site_id, replace(state, waiting=[], changes=[]))
    left = {one.pk: one for one in Reception.objects.filter(pk__in=waiting)}
    Reception.objects.filter(pk__in=waiting).update(
        ended_at=midnight, outcome="left", ended_by="salesfloor"
    )
    for staff in list(state.people):
        state.sign_out(staff, why=Why.DAY_ENDED)
    state.waiting = []
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

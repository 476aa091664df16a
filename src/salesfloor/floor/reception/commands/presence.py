"""Signing in and out, stepping away and coming back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any, Final

from salesfloor.base import lines
from salesfloor.base.answers import Answer
from salesfloor.base.commands import (
    Actor,
    StaffActor,
    about,
    board_changed,
    cite,
    command,
    current_act,
)
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import SALESPEOPLE
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.reception import words
from salesfloor.floor.reception.commands import places
from salesfloor.floor.reception.commands.assigning import serve_waiting
from salesfloor.floor.reception.commands.catching_up import set_next_look
from salesfloor.floor.reception.commands.day import cover_again, end_at_midnight
from salesfloor.floor.reception.commands.left_open import left_open_by
from salesfloor.floor.reception.commands.state import LockedFloor, lock_floor, moment
from salesfloor.floor.reception.queries.qualified import lacking
from salesfloor.floor.reception.rules import receiving
from salesfloor.floor.reception.rules.rotation import Presence
from salesfloor.kernel.consent import api as consent
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

SIGNED_IN: Final = lines.occasion("signed_in")


class SignedIn(Answer):
    """The place in the queue, and receptions of earlier days that the person has not ended yet.

    `turns` is false where an examination is missing that taking turns needs.
    """

    position: int
    still_open: list[str] = []
    turns: bool = True


@command(
    "sign_in",
    may=SALESPEOPLE,
    word=phrase("Sign in for the day"),
    clauses=("3.2.1.1", "7.1.2"),
    writes=RegisterLine(
        "sign_in", phrase("Signed in at place {position}"), facts={"position": str}
    ),
    trades=WITH_ROTATION,
)
def sign_in(*, actor: StaffActor, at: datetime) -> SignedIn:
    """Sign in for the day and join both queues at the tail.

    :raises Refused: 3.2.1.1 for a second signing in; `access` for other posts than salespeople.
    """
    staff_id = actor.staff_id
    floor = lock_floor(actor.site_id, at)
    receiving.may_sign_in(is_signed_in=staff_id in floor.rotation.people).enforce()
    end_at_midnight(floor)
    until = people.on_loan_until(staff_id, floor.site_id, at)
    position = floor.rotation.sign_in(
        staff_id, actor.code, moment(at), until=moment(until) if until else None
    )
    if floor.rotation.looks_at is None:
        set_next_look(floor)
    cite("3.2.1.1")
    cover_again(floor)
    _write_down(floor, actor, {"do": "sign_in", "position": position})
    lines.tell(SIGNED_IN, site_id=floor.site_id, at=at, staff_id=staff_id)
    serve_waiting(floor)
    floor.save(by=actor.code)
    leave.end_by_coming(staff_id, at)
    engaged = floor.rotation.engaged.get(staff_id)
    still_open = left_open_by(floor.site_id, staff_id, at) if engaged else []
    lacks = lacking(floor.site_id, floor.policy, floor.rotation, at)
    more: dict[str, Any] = {"still_open": still_open} if still_open else {}
    if staff_id in lacks:
        cite("7.1.2")
        more["turns"] = False
    return SignedIn(position=position, **more)


class SignedOut(Answer):
    """Answer of `sign_out`."""

    signed_in: bool


@command(
    "sign_out",
    may=SALESPEOPLE,
    word=phrase("Sign out for today"),
    clauses=(
        "3.2.3.6",
        "7.1.12",
    ),
    writes=RegisterLine("sign_in", phrase("Signed out")),
    trades=WITH_ROTATION,
)
def sign_out(*, actor: StaffActor, at: datetime) -> SignedOut:
    """Sign out and leave both queues; signing in again goes to the tail.

    :raises Refused: 3.2.3.6 in the middle of a reception, 7.1.12 for the last one present
        during opening hours.
    """
    floor, staff_id, person = _of_the_floor(actor, at)
    _may_go(floor, staff_id, is_present=not person.is_away)
    floor.rotation.sign_out(staff_id)
    _write_down(floor, actor, {"do": "sign_out"})
    floor.save(by=actor.code)
    cite("3.2.1.1")
    return SignedOut(signed_in=False)


class BackInTheQueue(Answer):
    """Answer of `undo_sign_out`."""

    position: int


@command(
    "undo_sign_out",
    may=SALESPEOPLE,
    word=phrase("Take signing out back"),
    clauses=("3.2.1.1",),
    writes=RegisterLine(
        "sign_in", phrase("Took signing out back: place {position}"), facts={"position": str}
    ),
    done=phrase("You are back in the queue, at your place."),
    trades=WITH_ROTATION,
)
def undo_sign_out(*, actor: StaffActor, at: datetime) -> BackInTheQueue:
    """Take signing out back within the time for wrong taps; the places are those held before.

    :raises Refused: 3.2.1.2 after that time; `input` unless one signed out today.
    """
    floor = lock_floor(actor.site_id, at)
    if actor.staff_id in floor.rotation.people:
        raise bad_input(phrase("You are signed in."))
    last = places.places_left(floor.site_id, floor.rotation.day, actor.staff_id)
    if last is None:
        raise bad_input(phrase("You have not signed in today."))
    limit = timedelta(minutes=floor.policy["turn.undo_within_minutes"])
    receiving.may_take_back(passed=at - last.at, limit=limit).enforce()
    position = floor.rotation.come_back(
        actor.staff_id, actor.code, moment(last.since), last.by_channel
    )
    cite("3.2.1.1")
    cover_again(floor)
    _write_down(floor, actor, {"do": "undo_sign_out", "position": position})
    floor.save(by=actor.code)
    serve_waiting(floor)
    floor.save(by=actor.code)
    return BackInTheQueue(position=position)


class SteppedAway(Answer):
    """Answer of `step_away`."""

    away: bool
    excused: bool


@command(
    "step_away",
    may=SALESPEOPLE,
    word=phrase("Step away"),
    clauses=(
        "3.2.1.2",
        "3.2.3.6",
        "7.1.12",
    ),
    writes=RegisterLine(
        "sign_in",
        phrase("Stepped away without leave"),
        variants={"excused_by": phrase("Stepped away, excused by {excused_by}")},
    ),
    trades=WITH_ROTATION,
)
def step_away(
    *,
    actor: StaffActor,
    at: datetime,
    excused_by: Annotated[Code, Label("Who gives leave"), Reference("leader")] | None = None,
) -> SteppedAway:
    """Step away; with leave the place in the queue is kept when passed over (3.2.1.2).

    :raises Refused: 3.2.3.6 in the middle of a reception, 7.1.12 for the last one present
        during opening hours, `input` when away already, `access` when the person who excuses
        may not, or did not.
    """
    floor, staff_id, person = _of_the_floor(actor, at)
    if person.is_away:
        raise bad_input(phrase("You are away already."))
    if excused_by is not None:
        excuser = people.actor_of(people.person_here(excused_by, floor.site_id, at))
        receiving.may_excuse(excuser.post).enforce()
    _may_go(floor, staff_id, is_present=True)
    if excused_by is not None:
        consent.use_word(actor, of=excused_by, what=words.STEP_AWAY, at=at)
    person.away_since, person.excused_by = moment(at), excused_by
    _write_down(floor, actor, {"do": "step_away", "excused_by": excused_by})
    floor.save(by=actor.code)
    cite("3.2.1.2")
    return SteppedAway(away=True, excused=excused_by is not None)


class SteppedBack(Answer):
    """Answer of `step_back`."""

    away: bool
    position: int


@command(
    "step_back",
    may=SALESPEOPLE,
    word=phrase("Step back in"),
    writes=RegisterLine("sign_in", phrase("Stepped back in")),
    trades=WITH_ROTATION,
)
def step_back(*, actor: StaffActor, at: datetime) -> SteppedBack:
    """Come back to the floor; the next in line is served.

    :raises Refused: `input` when not away.
    """
    floor, staff_id, person = _of_the_floor(actor, at)
    if not person.is_away:
        raise bad_input(phrase("You are not away."))
    person.away_since = person.excused_by = None
    cite("3.2.1.2")
    cover_again(floor)
    _write_down(floor, actor, {"do": "step_back"})
    position = floor.rotation.queue("visit").index(staff_id) + 1
    serve_waiting(floor)
    floor.save(by=actor.code)
    return SteppedBack(away=False, position=position)


def excuse(staff_id: int, site_id: int, by: str, at: datetime) -> bool:
    """Let an absence without leave count as one with leave from now on; tell whether there is one."""
    floor = lock_floor(site_id, at, is_of_today=True)
    person = floor.rotation.people.get(staff_id)
    if person is None or not person.is_absent:
        return False
    person.excused_by = by
    floor.save(by=by)
    cite("3.2.1.2")
    return True


def take_out(staff_id: int, site_id: int, at: datetime) -> None:
    """Take somebody who works no longer on this floor out of its queues.

    :raises Refused: 3.2.3.6 in the middle of a reception, 7.1.12 for the last one present during
        opening hours.
    """
    floor = lock_floor(site_id, at, is_of_today=True)
    receiving.may_break_off(is_engaged=staff_id in floor.rotation.engaged).enforce()
    person = floor.rotation.people.get(staff_id)
    if person is None:
        return
    if not person.is_away:
        others = len(floor.rotation.present()) - 1
        receiving.may_be_taken_off(others_present=others, is_open=floor.is_open).enforce()
    actor = current_act().actor
    floor.rotation.sign_out(staff_id)
    _write_down(floor, actor, {"do": "sign_out", "who": person.code})
    floor.save(by=actor.code)


def end_loan(site_id: int, at: datetime) -> None:
    """Bring a floor up to the end of a loan to it, at which the person leaves it."""
    lock_floor(site_id, at)
    board_changed()


def _of_the_floor(actor: StaffActor, at: datetime) -> tuple[LockedFloor, int, Presence]:
    staff_id = actor.staff_id
    floor = lock_floor(actor.site_id, at)
    person = floor.rotation.people.get(staff_id)
    if person is None:
        raise bad_input(phrase("You have not signed in today."))
    return floor, staff_id, person


def _may_go(floor: LockedFloor, staff_id: int, *, is_present: bool) -> None:
    receiving.may_break_off(is_engaged=staff_id in floor.rotation.engaged).enforce()
    others = [one for one in floor.rotation.present() if one != staff_id]
    if is_present:
        receiving.may_leave_floor(others_present=len(others), is_open=floor.is_open).enforce()


def _write_down(floor: LockedFloor, actor: Actor, facts: dict[str, Any]) -> None:
    registers.append(
        site_id=floor.site_id,
        kind="sign_in",
        actor=actor,
        at=floor.at,
        body={**facts, "moves": floor.moves()},
    )
    about(f"staff:{actor.code}")

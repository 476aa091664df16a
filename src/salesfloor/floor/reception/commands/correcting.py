"""Taking a wrong tap back, and the manager's override."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import start_of
from salesfloor.base.commands import SiteActor, about, cite, command
from salesfloor.base.fields import Reason, ToSalesperson
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Code
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.commands.assigning import (
    ask_to_take_up,
    free,
    serve_waiting,
    take_up,
    visitor_of,
)
from salesfloor.floor.reception.commands.left_open import take_off_lists
from salesfloor.floor.reception.commands.places import give_place_back, give_places_back
from salesfloor.floor.reception.commands.state import LockedFloor, lock_reception
from salesfloor.floor.reception.models import Arrival, Reception
from salesfloor.floor.reception.rules import receiving, rotation
from salesfloor.floor.reception.rules.moves import Why
from salesfloor.floor.reception.rules.rotation import Assignment, Basis
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.kernel.people.api import Staff


class Undone(Answer):
    """Answer of `undo`."""

    ref: str
    correction_no: int


@command(
    "undo",
    may=ANYONE,
    word=phrase("Take a wrong tap back"),
    clauses=("3.2.1.2",),
    trades=WITH_ROTATION,
)
def undo(*, actor: SiteActor, at: datetime, ref: Annotated[Code, Label("Reception")]) -> Undone:
    """Take a wrong registration back: its line is struck, every place it moved is restored.

    :raises Refused: 3.2.1.2 after the time for wrong taps; `access` unless by the person who
        registered it, the desk or the manager.
    """
    floor, reception = lock_reception(actor.site_id, ref, at)
    receiving.may_undo(actor.post, registered=reception.registered_by == actor.code).enforce()
    of_calls = ("3.2.2",) if reception.channel == rotation.CALL else ()
    receiving.may_take_back(
        passed=at - reception.registered_at,
        limit=timedelta(minutes=floor.policy["turn.undo_within_minutes"]),
    ).enforce(*of_calls)
    give_places_back(floor, reception, Why.UNDONE)
    free(floor, reception.pk)
    floor.rotation.waiting = [
        one for one in floor.rotation.waiting if one.reception != reception.pk
    ]
    customers.take_back(reception_id=reception.pk, at=at)
    written = registers.strike_line(
        line=registers.line_numbered(floor.site_id, reception.channel, reception.register_no),
        actor=actor,
        at=at,
        reason="",
        facts={"undo": ref, "moves": floor.moves()},
    )
    reception.struck_at = at
    if reception.ended_at is None:
        reception.ended_at, reception.outcome, reception.ended_by = at, "left", actor.code
    reception.save(update_fields=["struck_at", "ended_at", "outcome", "ended_by"])
    _wait_at_the_door_again(floor, reception)
    _forget_registration(floor, reception)
    floor.save(by=actor.code, ref=ref)
    serve_waiting(floor)
    cite("3.2.1.2", "3.2.3.3")
    about(f"reception:{ref}")
    return Undone(ref=ref, correction_no=written.register_no)


def _wait_at_the_door_again(floor: LockedFloor, reception: Reception) -> None:
    """Reopen today's tap at the door that the registration had answered (9.1.1.1)."""
    today = start_of(floor.rotation.day)
    Arrival.objects.filter(reception=reception, at__gte=today).update(reception=None)


def _forget_registration(floor: LockedFloor, reception: Reception) -> None:
    """Let a phone stand in no register again where the struck line was its only one (3.5.4)."""
    lines = Reception.objects.filter(site_id=floor.site_id, phone=reception.phone, struck_at=None)
    if reception.phone and not lines.exists():
        customers.forget_registration(floor.site_id, reception.phone)


class Overridden(Answer):
    """Answer of `override`."""

    ref: str
    assigned_to: str
    basis: str


@command(
    "override",
    may=ANYONE,
    word=phrase("Override the turn"),
    clauses=(
        "3.2.1.2",
        "3.2.3.6",
        "3.2.1.1",
    ),
    post_clause="3.2.1.2",
    trades=WITH_ROTATION,
)
def override(
    *,
    actor: SiteActor,
    at: datetime,
    ref: Annotated[Code, Label("Reception")],
    to: ToSalesperson,
    reason: Reason,
) -> Overridden:
    """Let the manager name who receives; shown on the board and in the register (3.2.1.2).

    The person displaced gets the old place back and is free; the turn, and the claim it made,
    go to the person named.

    :raises Refused: 3.2.1.2 unless by the manager, 3.2.3.6 where the person named is
        receiving, 3.2.1.1 where not on the floor.
    """
    receiving.may_override(actor.post).enforce()
    floor, reception = lock_reception(actor.site_id, ref, at)
    if reception.ended_at is not None:
        raise bad_input(phrase("Reception {ref} has ended.", ref=ref))
    named = people.staff_by_code(to)
    if named.pk == reception.receiver_id:
        raise bad_input(phrase("{who} receives this customer already.", who=to))
    _check_named(floor, named)
    take_off_lists(floor, reception)
    displaced = reception.receiver_id
    was_turn = reception.basis == "turn"
    if was_turn:
        give_place_back(floor, reception, Why.DISPLACED)
    if displaced is not None and floor.rotation.engaged.get(displaced) == reception.pk:
        del floor.rotation.engaged[displaced]
    assignment = _take_over(floor, reception, named)
    _write_override(floor, actor, reception, basis=assignment.basis, to=to, reason=reason)
    _move_claim(floor, reception, assignment, was_waiting=displaced is None)
    Reception.objects.filter(pk=reception.pk).update(
        basis=assignment.basis,
        receiver_id=named.pk,
        assigned_at=at if displaced is None else reception.assigned_at,
        queue=floor.queue_of(reception.channel) if assignment.place_before else "",
        place_before=assignment.place_before,
        is_left_over=False,
        taken_up_at=None,
    )
    floor.save(by=actor.code, ref=ref, note=reason)
    serve_waiting(floor)
    floor.save(by=actor.code, ref=ref)
    cite("3.2.1.2")
    about(f"reception:{ref}")
    return Overridden(ref=ref, assigned_to=to, basis=assignment.basis)


def _check_named(floor: LockedFloor, named: Staff) -> None:
    person = floor.rotation.people.get(named.pk)
    receiving.may_be_given(is_engaged=named.pk in floor.rotation.engaged, who=named.code).enforce()
    receiving.may_be_named(
        is_signed_in=person is not None,
        is_away=person is not None and person.is_away,
        who=named.code,
    ).enforce()


def _take_over(floor: LockedFloor, reception: Reception, named: Staff) -> Assignment:
    """Count the turn for the person named; own and courtesy receptions cost none."""
    visitor = visitor_of(floor, reception)
    claim = visitor.household.deciding(floor.at)
    founded_here = reception.basis == "turn"
    floor.rotation.engaged[named.pk] = reception.pk
    ask_to_take_up(floor, reception.pk)
    floor.rotation.waiting = [
        one for one in floor.rotation.waiting if one.reception != reception.pk
    ]
    if claim is not None and not founded_here:
        basis: Basis = "own" if claim.owner_id == named.pk else "courtesy"
        floor.rotation.keep_place(named.pk, floor.queue_of(reception.channel), Why.OVERRIDE)
        return Assignment(basis, named.pk)
    place = floor.rotation.to_tail(named.pk, floor.queue_of(reception.channel), Why.OVERRIDE)
    return Assignment("turn", named.pk, place)


def _move_claim(
    floor: LockedFloor, reception: Reception, assignment: Assignment, *, was_waiting: bool
) -> None:
    receiver = assignment.receiver or 0
    if was_waiting:
        take_up(
            floor,
            visitor_of(floor, reception),
            assignment,
            reception_id=reception.pk,
            ref=reception.ref,
        )
    elif assignment.basis == "turn":
        customers.pass_on(reception_id=reception.pk, to=receiver, at=floor.at)
    elif assignment.basis == "courtesy":
        claim = visitor_of(floor, reception).household.deciding(floor.at)
        if claim is not None:
            customers.note_courtesy(
                claim.id, staff_id=receiver, reception_id=reception.pk, at=floor.at
            )


def _write_override(
    floor: LockedFloor,
    actor: SiteActor,
    reception: Reception,
    *,
    basis: str,
    to: str,
    reason: str,
) -> None:
    registers.append(
        site_id=floor.site_id,
        kind=reception.channel,
        actor=actor,
        at=floor.at,
        line_kind="override",
        body={
            "do": "override",
            "ref": reception.ref,
            "register_no": reception.register_no,
            "assigned_to": to,
            "basis": basis,
            "moves": floor.moves(),
        },
        personal={"reason": reason},
    )

"""Giving a customer to a receiver, now or when somebody becomes free (3.2.1.2, 3.2.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from salesfloor.base.commands import announce, cite, miss
from salesfloor.base.fields import RegisterKind, Who
from salesfloor.base.lines import line
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.sql import execute, fetch_one
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.commands.state import lock_floor, moment
from salesfloor.floor.reception.models import Duty, Reception
from salesfloor.floor.reception.queries.qualified import lacking, without_turn
from salesfloor.floor.reception.rules import receiving, rotation
from salesfloor.floor.reception.rules.rotation import Assignment, Waiting
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.floor.customers.api import Household
    from salesfloor.floor.reception.commands.state import LockedFloor


line(
    "assigned",
    "floor",
    phrase("{assigned_to} receives {register} No. {register_no}, {basis}"),
    facts={
        "assigned_to": Who,
        "register": RegisterKind,
        "register_no": int,
        "basis": customers.Basis,
    },
)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is to be received: by which channel, and the people counted as one with them."""

    channel: str
    household: Household
    name: str = ""
    is_buyer: bool = True


TAKE_UP: Final = "take_up"
"""The deadline for a receiver to take a customer up."""


def choose(floor: LockedFloor, visitor: Visitor, *, founded_here: bool = False) -> Assignment:
    """Name the receiver by the rules; the queue moves as the turn costs.

    A claim that this very reception founded (`founded_here`) makes nobody a follower.
    """
    claim = None if founded_here else visitor.household.deciding(floor.at)
    lacks = lacking(floor.site_id, floor.policy, floor.rotation, floor.at)
    unqualified = without_turn(lacks, floor.rotation)
    if unqualified:
        cite("7.1.2")
    if visitor.channel == rotation.CALL and floor.policy["phone.rotation"] == "duty":
        on_duty = _on_duty(floor)
        may_take = on_duty not in unqualified
        if claim is None and on_duty and may_take and floor.rotation.is_free(on_duty):
            cite("3.2.2", "7.1.12")
            return Assignment("turn", on_duty)
    return rotation.assign(
        floor.rotation,
        channel=floor.queue_of(visitor.channel),
        follower=claim.owner_id if claim else None,
        absent_to_tail=floor.policy["rotation.absent_turn"] == "tail",
        barred=_barred(floor),
        without_turn=unqualified,
    )


def _on_duty(floor: LockedFloor) -> int | None:
    rows = Duty.objects.filter(site_id=floor.site_id, on=floor.rotation.day)
    return rows.values_list("staff_id", flat=True).first()


def _barred(floor: LockedFloor) -> frozenset[int]:
    if not floor.policy["rotation.blocked_by_overdue"]:
        return frozenset()
    return customers.overdue_staff(floor.site_id, floor.at)


def take_up(
    floor: LockedFloor, visitor: Visitor, assignment: Assignment, *, reception_id: int, ref: str
) -> None:
    """Let an assignment have its effects: claims founded or kept alive, the follower told."""
    receiver = assignment.receiver
    if receiver is None:
        cite("3.2.3.2")
        return
    floor.rotation.engaged[receiver] = reception_id
    ask_to_take_up(floor, reception_id)
    claim = visitor.household.deciding(floor.at)
    if assignment.basis == "turn":
        cite("3.2.1.2", "7.2.10")
        if visitor.channel == rotation.CALL:
            cite("3.2.2")
        if not founds_claim(floor, is_buyer=visitor.is_buyer):
            cite("9.1.2.3")
            return
        customers.found_claim(
            household=visitor.household,
            site_id=floor.site_id,
            owner_id=receiver,
            kind=visitor.channel,
            at=floor.at,
            policy=floor.policy,
            reception_id=reception_id,
        )
        return
    cite("3.2.4.1", "3.2.4.5")
    if visitor.channel == rotation.VISIT:
        customers.count_visit(
            household=visitor.household,
            site_id=floor.site_id,
            at=floor.at,
            staff_id=receiver,
            reception_id=reception_id,
            policy=floor.policy,
        )
    if assignment.basis == "courtesy" and claim is not None:
        cite("3.2.4.3", "3.2.4.4")
        customers.note_courtesy(claim.id, staff_id=receiver, reception_id=reception_id, at=floor.at)
        tell_follower(floor, visitor, claim.owner_id, receiver, ref)


def ask_to_take_up(floor: LockedFloor, reception_id: int) -> None:
    """Give the receiver so many minutes to take the customer up, where the house asks for that."""
    minutes = floor.policy["reception.take_up_minutes"]
    if not minutes or floor.is_late:
        return
    until = floor.at + timedelta(minutes=minutes)
    floor.rotation.unconfirmed[reception_id] = moment(until)
    deadlines.set_due(TAKE_UP, subject=reception_id, site_id=floor.site_id, due_at=until)


def founds_claim(floor: LockedFloor, *, is_buyer: bool) -> bool:
    """Tell whether a reception by turn founds a claim: of somebody who does not buy by policy only."""
    return is_buyer or bool(floor.policy["claim.of_no_buyer"])


def note_greeting(floor: LockedFloor, arrived_at: datetime, receiver: str = "") -> None:
    """Record whether a visitor was received in time, and who came late (9.1.1.2).

    Nobody in person is late for a visitor who waited until somebody became free or signed in.
    """
    seconds = receiving.seconds_to_greet(arrived_at, floor.at)
    within = floor.policy["greet.within_seconds"]
    cite("9.1.1.2")
    if not receiving.received_in_time(seconds=seconds, within=within):
        miss("9.1.1.2", receiver)


def tell_follower(
    floor: LockedFloor, visitor: Visitor, follower: int, receiver: int, ref: str
) -> None:
    """Tell the follower that a colleague receives the customer as a courtesy (3.2.4.1)."""
    messages.tell(
        staff_id=follower,
        site_id=floor.site_id,
        at=floor.at,
        clause="3.2.4.1",
        sentence=phrase(
            "Your customer {name} {phone} is here; {assigned_to} receives as a courtesy.",
            name=visitor.name,
            phone=masked_phone(visitor.household.phone or ""),
            assigned_to=floor.rotation.people[receiver].code,
        ),
        subject=f"reception:{ref}",
    )


def serve_waiting(floor: LockedFloor) -> None:
    """Serve those who wait until nobody is free or nobody waits (each one is announced).

    Moves made before belong to another line: the caller saves them first.
    """
    while floor.rotation.waiting and floor.rotation.anybody_free():
        visitors = {one.reception: _visitor(floor, one) for one in floor.rotation.waiting}
        followers = {
            reception: claim.owner_id if (claim := visitor.household.deciding(floor.at)) else None
            for reception, visitor in visitors.items()
        }
        served = rotation.next_served(
            floor.rotation, followers, partial(_choose_for, floor, visitors)
        )
        if served is None:
            return
        _serve(floor, visitors[served[0].reception], *served)


def serve_again(site_id: int, at: datetime) -> None:
    """Let somebody serve who waits whom nothing holds back any more: an overdue contact, an examination."""
    serve_waiting(lock_floor(site_id, at))


def _choose_for(floor: LockedFloor, visitors: dict[int, Visitor], one: Waiting) -> Assignment:
    return choose(floor, visitors[one.reception])


def _visitor(floor: LockedFloor, one: Waiting) -> Visitor:
    return visitor_of(floor, Reception.objects.get(pk=one.reception))


def visitor_of(floor: LockedFloor, reception: Reception) -> Visitor:
    """Return who is received in a reception."""
    household = household_on(floor, reception.phone or None, party_links(reception.party))
    return Visitor(reception.channel, household, reception.name, reception.is_buyer)


def household_on(floor: LockedFloor, phone: str | None, party: list[tuple[str, str]]) -> Household:
    """Return the people counted as one customer, as they stand or, entered late, as they stood."""
    if floor.is_late:
        return customers.household_as_of(floor.site_id, phone, floor.policy, floor.at, party=party)
    return customers.household(floor.site_id, phone, floor.policy, party=party)


def _serve(floor: LockedFloor, visitor: Visitor, one: Waiting, assignment: Assignment) -> None:
    reception = Reception.objects.get(pk=one.reception)
    receiver = assignment.receiver or 0
    code = floor.rotation.people[receiver].code
    floor.rotation.waiting.remove(one)
    registers.append(
        site_id=floor.site_id,
        kind="floor",
        actor=deadlines.system_actor(floor.site_id),
        at=floor.at,
        body={
            "do": "assigned",
            "ref": reception.ref,
            "register": reception.channel,
            "register_no": reception.register_no,
            "assigned_to": code,
            "basis": assignment.basis,
            "remark": remark_of(assignment.basis),
            "moves": floor.moves(),
        },
    )
    Reception.objects.filter(pk=reception.pk).update(
        basis=assignment.basis,
        receiver_id=receiver,
        assigned_at=floor.at,
        queue=floor.queue_of(one.channel) if assignment.place_before else "",
        place_before=assignment.place_before,
    )
    take_up(floor, visitor, assignment, reception_id=reception.pk, ref=reception.ref)
    if one.channel == rotation.VISIT:
        note_greeting(floor, reception.arrived_at)
    floor.save(by=code, ref=reception.ref)
    announce(
        "assigned",
        *_shown(assignment.basis, one.channel),
        ref=reception.ref,
        assigned_to=code,
        basis=assignment.basis,
    )


def _shown(basis: str, channel: str) -> tuple[str, ...]:
    """Return the clauses shown by serving a customer who waited, that of the turn or the follower first."""
    if basis == "turn":
        return ("3.2.1.2", "7.2.10", *(("3.2.2",) if channel == rotation.CALL else ()))
    return ("3.2.4.1", "3.2.4.5", *(("3.2.4.3",) if basis == "courtesy" else ()))


def party_links(party: list[dict[str, str]]) -> list[tuple[str, str]]:
    """Return the valid phones of a party with what each is to the customer; all relations count."""
    links = [
        (member["normal"], member["relation"])
        for member in party
        if member.get("normal") and member.get("relation")
    ]
    return list(dict.fromkeys(links))


def remark_of(basis: str) -> str:
    """Return the remark column's mark: courtesy receptions carry 义务 (3.2.4.3)."""
    return "义务" if basis == "courtesy" else ""


def free(floor: LockedFloor, reception_id: int) -> None:
    """Release everybody engaged in a reception, assistants included."""
    execute(
        "UPDATE reception_assistant SET until_at = %s WHERE reception_id = %s AND until_at IS NULL",
        (floor.at, reception_id),
    )
    floor.release(reception_id)


def since_the_door(floor: LockedFloor, reception_id: int) -> datetime:
    """Return since when the visitor is here: since the tap at the door, if there was one."""
    if not floor.somebody_at_door:
        return floor.at
    row = fetch_one(_ARRIVED, {"site": floor.site_id, "reception": reception_id})
    return row[0] if row else floor.at


_ARRIVED: Final = """
    WITH door AS (
        UPDATE reception_arrival SET reception_id = %(reception)s WHERE id = (
            SELECT id FROM reception_arrival WHERE site_id = %(site)s AND reception_id IS NULL
                AND dismissed_at IS NULL ORDER BY at LIMIT 1)
        RETURNING at
    )
    UPDATE reception_reception SET arrived_at = door.at FROM door WHERE id = %(reception)s
    RETURNING arrived_at
"""

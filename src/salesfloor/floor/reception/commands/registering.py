"""Registering who comes and who calls; the line and the assignment are one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

import orjson

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, about, cite, command
from salesfloor.base.fields import (
    Address,
    Area,
    CustomerName,
    Employer,
    Medium,
    Phone,
    Vehicle,
)
from salesfloor.base.labels import Label
from salesfloor.base.lines import RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.base.sql import Asked, execute
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.commands.assigning import (
    Visitor,
    choose,
    founds_claim,
    household_on,
    note_greeting,
    party_links,
    remark_of,
    serve_waiting,
    since_the_door,
    take_up,
)
from salesfloor.floor.reception.commands.day import end_at_midnight
from salesfloor.floor.reception.commands.members import Party, keep_names, members_of
from salesfloor.floor.reception.commands.state import FloorLock, LockedFloor, moment
from salesfloor.floor.reception.rules import rotation
from salesfloor.floor.reception.rules.refs import NewRef, made_ref
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from salesfloor.floor.reception.rules.rotation import Assignment


class Registered(Answer):
    """The line of a visit or call: who receives, why, and whose customer it is."""

    ref: str
    assigned_to: str | None
    basis: customers.Basis
    register_no: int
    owner: str | None
    phone_valid: bool = True
    """Only where a phone was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Particulars:
    """What the desk writes down; the phone in its normal form beside as it was given."""

    channel: str
    ref: str | None
    name: str
    phone: str | None
    phone_given: str
    area: str
    medium: str
    address: str
    employer: str
    vehicle: str
    buyer: bool
    party: list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One registration on its way into the register: who wrote, who receives, whose it is."""

    floor: LockedFloor
    actor: SiteActor
    given: _Particulars
    phone: str | None
    assignment: Assignment
    receiver: str | None
    owner: str | None


def _keep_customer(actor: SiteActor, at: datetime, given: _Particulars) -> None:
    """Write the customer and who came along before the turn is locked: the order of all commands."""
    site_id = actor.site_id
    if given.phone is not None:
        customers.write_customer(
            site_id,
            given.phone,
            at,
            name=given.name,
            area=given.area,
            medium=given.medium,
            registered=True,
        )
    keep_names(site_id, given.party, at)


@command(
    "visit",
    may=ANYONE,
    word=phrase("Register a visit"),
    writes=RegisterLine("visit", phrase("{name} {phone} came in person")),
    clauses=(
        "3.2.1.2",
        "3.2.3.2",
        "3.2.4.1",
        "3.5.0",
        "3.2.3.1",
        "3.2.4.3",
        "3.2.4.5",
        "3.3.1.1",
        "3.3.1.2",
        "3.3.2.1",
    ),
    trades=WITH_ROTATION,
    catches_up=False,
)
def register_visit(
    *,
    actor: SiteActor,
    at: datetime,
    ref: NewRef | None = None,
    name: CustomerName = "",
    phone: Phone = "",
    area: Area = "",
    medium: Medium = "",
    address: Address = "",
    employer: Employer = "",
    vehicle: Vehicle = "",
    buyer: Annotated[bool, Label("May buy")] = True,
    party: Annotated[Party, Label("Who came along")] | None = None,
) -> Registered:
    """Register a visitor and name who receives, in one line of the visit register.

    Nobody chooses: the turn, the standing claim or the waiting line decides (3.2.1.2,
    3.2.3.2, 3.2.4.1). A phone that is not valid stops nothing; it founds no claim (3.5.0).
    """
    site_id = actor.site_id
    given = _Particulars(
        channel="visit",
        ref=ref,
        name=name,
        phone=customers.counted_phone(phone, site_id, at),
        phone_given=phone,
        area=area,
        medium=medium,
        address=address,
        employer=employer,
        vehicle=vehicle,
        buyer=buyer,
        party=members_of(party or [], site_id, at),
    )
    return _register(actor, at, given)


@command(
    "call",
    may=ANYONE,
    word=phrase("Register a call"),
    clauses=(
        "3.2.2",
        "3.2.3.1",
        "3.2.4.3",
        "3.2.4.5",
        "3.3.1.2",
    ),
    trades=WITH_ROTATION,
    catches_up=False,
)
def register_call(
    *,
    actor: SiteActor,
    at: datetime,
    ref: NewRef | None = None,
    name: CustomerName = "",
    phone: Phone = "",
    area: Area = "",
    medium: Medium = "",
    address: Address = "",
    employer: Employer = "",
    vehicle: Vehicle = "",
    buyer: Annotated[bool, Label("May buy")] = True,
    party: Annotated[Party, Label("Who came along")] | None = None,
) -> Registered:
    """Register a caller and name who answers, in the call register and its rotation (3.2.2)."""
    site_id = actor.site_id
    given = _Particulars(
        channel="call",
        ref=ref,
        name=name,
        phone=customers.counted_phone(phone, site_id, at),
        phone_given=phone,
        area=area,
        medium=medium,
        address=address,
        employer=employer,
        vehicle=vehicle,
        buyer=buyer,
        party=members_of(party or [], site_id, at),
    )
    return _register(actor, at, given)


def _register(actor: SiteActor, at: datetime, given: _Particulars) -> Registered:
    phone = given.phone
    _keep_customer(actor, at, given)
    links = [(p, r) for p, r in party_links(given.party) if p != phone]
    lock = FloorLock(actor.site_id)
    taken = Asked(_TAKEN, (actor.site_id, given.ref)) if given.ref else None
    asked = customers.HouseholdAsked(actor.site_id, phone, party=links)
    line = registers.NextLine(actor.site_id, given.channel, _personal(given))
    floor = lock.floor(at)
    if taken is not None and taken.row() is not None:
        raise bad_input(phrase("There is a reception {ref} already.", ref=given.ref))
    household = asked.household(floor.policy)
    overtakes = bool(floor.rotation.waiting) and floor.rotation.anybody_free()
    if overtakes:
        serve_waiting(floor)  # somebody became free unnoticed: nobody overtakes who waits
    if overtakes or floor.is_late:
        household = household_on(floor, phone, links)
    if phone and links:
        _keep_relations(floor, actor, phone, links)
    visitor = Visitor(given.channel, household, given.name, given.buyer)
    assignment = choose(floor, visitor)
    receiver = floor.rotation.people[assignment.receiver].code if assignment.receiver else None
    claim = household.deciding(at)
    owner = claim.owner_code if claim else None
    founds = founds_claim(floor, is_buyer=given.buyer)
    if claim is None and assignment.basis == "turn" and phone and founds:
        owner = household.later.owner_code if household.later else receiver
    if given.phone_given and phone is None:
        owner = None  # a phone that is none belongs to nobody, no matter who came along
    entry = _Entry(
        floor=floor,
        actor=actor,
        given=given,
        phone=phone,
        assignment=assignment,
        receiver=receiver,
        owner=owner,
    )
    register_no, ref = _write_line(line, entry)
    reception_id = _write_reception(entry, register_no, ref)
    if assignment.receiver is None:
        floor.rotation.waiting.append(rotation.Waiting(reception_id, given.channel, moment(at)))
        end_at_midnight(floor)
    take_up(floor, visitor, assignment, reception_id=reception_id, ref=ref)
    floor.save(by=actor.code, ref=ref)
    if given.channel == rotation.VISIT:
        arrived_at = since_the_door(floor, reception_id)
        if receiver is not None:
            note_greeting(floor, arrived_at, receiver)
    cite(*_kept_by_the_line(given))
    about(f"reception:{ref}")
    valid = {"phone_valid": phone is not None} if given.phone_given else {}
    return Registered(
        ref=ref,
        assigned_to=receiver,
        basis=customers.Basis(assignment.basis),
        register_no=register_no,
        owner=owner,
        **valid,
    )


def _keep_relations(
    floor: LockedFloor, actor: SiteActor, phone: str, links: list[tuple[str, str]]
) -> None:
    """Keep for good what others are to the visitor (3.5.2)."""
    customers.record_relations(
        site_id=floor.site_id, phone=phone, others=links, at=floor.at, by=actor.code
    )
    cite("9.2.2.4", "3.5.2")


def _kept_by_the_line(given: _Particulars) -> list[str]:
    """Return the clauses that a line keeps by standing there, and by what it says."""
    told = {"9.1.1.4": bool(given.area or given.medium), "9.1.2.3": not given.buyer}
    return ["3.2.3.1", "3.2.3.2", *(number for number, is_told in told.items() if is_told)]


def _personal(given: _Particulars) -> dict[str, str]:
    """Return what stands beside the line, not in it."""
    party = [
        f"{member.get('name', '')} {member.get('phone', '')} {member.get('relation', '')}"
        for member in given.party
    ]
    return {
        "name": given.name,
        "phone": given.phone_given,
        "area": given.area,
        "medium": given.medium,
        "address": given.address,
        "employer": given.employer,
        "vehicle": given.vehicle,
        "party": "\n".join(party),
    }


def _write_line(line: registers.NextLine, entry: _Entry) -> tuple[int, str]:
    given, floor = entry.given, entry.floor
    register_no = line.append(
        site_id=floor.site_id,
        actor=entry.actor,
        at=floor.at,
        body={
            "do": given.channel,
            "ref": given.ref,
            "assigned_to": entry.receiver,
            "basis": entry.assignment.basis,
            "owner": entry.owner,
            "buyer": given.buyer,
            "phone_valid": entry.phone is not None,
            "remark": remark_of(entry.assignment.basis),
            "moves": floor.moves(),
        },
    )
    return register_no, given.ref or made_ref(given.channel, register_no)


_TAKEN: Final = "SELECT FROM reception_reception WHERE site_id = %s AND ref = %s"

# Nothing here is waited for: the reception has its number since the floor was locked.
_INSERT: Final = """
    INSERT INTO reception_reception (id, site_id, ref, channel, register_no, registered_at,
        registered_by, arrived_at, customer_id, phone, phone_given, name, area, medium, address,
        employer, vehicle, is_buyer, party, basis, receiver_id, assigned_at, queue, place_before,
        policy_serial, is_late, ended_by, outcome, grade, need, problem, reason, no_phone_reason)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s,
        (SELECT id FROM customers_customer WHERE site_id = %s AND phone = %s), %s, %s, %s, %s, %s, %s,
        %s, %s, %s,
        %s::jsonb, %s, %s, %s, %s, %s, %s, %s, '', '', '', '', '', '', '')
"""


def _write_reception(entry: _Entry, register_no: int, ref: str) -> int:
    given, floor, assignment = entry.given, entry.floor, entry.assignment
    row = (
        floor.next_reception,
        floor.site_id,
        ref,
        given.channel,
        register_no,
        floor.at,
        entry.actor.code,
        floor.at,
        floor.site_id,
        entry.phone or "",
        entry.phone or "",
        given.phone_given,
        given.name,
        given.area,
        given.medium,
        given.address,
        given.employer,
        given.vehicle,
        given.buyer,
        orjson.dumps(given.party).decode(),
        assignment.basis,
        assignment.receiver,
        floor.at if assignment.receiver else None,
        floor.queue_of(given.channel) if assignment.place_before else "",
        assignment.place_before,
        floor.policy.serial,
        floor.is_late,
    )
    execute(_INSERT, row)
    return floor.next_reception

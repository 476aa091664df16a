"""Ending a reception with its outcome, and completing it afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

from salesfloor.base.answers import Answer
from salesfloor.base.commands import SiteActor, about, cite, command, miss
from salesfloor.base.fields import (
    Address,
    Area,
    Employer,
    Medium,
    NoPhoneReason,
    ReceptionRef,
    RegisterKind,
    Vehicle,
)
from salesfloor.base.labels import Label
from salesfloor.base.lines import FieldNames, RegisterLine
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import Busy, bad_input
from salesfloor.base.sql import execute
from salesfloor.base.texts import Line
from salesfloor.base.trades import WITH_ROTATION
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception.choices import NoDealReason
from salesfloor.floor.reception.commands.assigning import free, serve_waiting
from salesfloor.floor.reception.commands.left_open import take_off_lists
from salesfloor.floor.reception.commands.places import give_place_back
from salesfloor.floor.reception.commands.state import LockedFloor, lock_reception, reception_of
from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.rules import receiving
from salesfloor.floor.reception.rules.moves import Why
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

_END: Final = """
    UPDATE reception_reception SET ended_at = %(ended_at)s, ended_by = %(ended_by)s,
        outcome = %(outcome)s, grade = %(grade)s, need = %(need)s, problem = %(problem)s,
        reason = %(reason)s, reason_kind = %(reason_kind)s, no_phone_reason = %(no_phone_reason)s, address = %(address)s,
        employer = %(employer)s, vehicle = %(vehicle)s,
        seen_off = %(seen_off)s, plate = %(plate)s
    WHERE id = %(id)s
"""
_RESTS_ON: Final = {
    "negotiated": ("9.3.2.3",),
    "no_deal": ("9.5.2.2",),
    "not_a_buyer": ("9.1.2.3",),
}
GradeField = Annotated[customers.Grade, Label("Grade")]
SeenOff = Annotated[
    bool, Label("Seen off to the car", hint=phrase("the last thing; asked for, never required"))
]
ReasonKind = Annotated[
    NoDealReason, Label("Reason, from the list", hint=phrase("asked for where there is no deal"))
]
_OF_NO_BUYER: Final = ("address", "employer", "vehicle")
_ADDED: Final = {
    **dict.fromkeys(_OF_NO_BUYER, "9.1.2.3"),
    "grade": "9.3.2.5",
    "no_phone_reason": "9.5.1.4",
}
"""What each particular that is added later belongs to, beside area and medium."""


class ReceptionEnded(Answer):
    """Answer of `end`."""

    ref: str
    outcome: str
    minutes: int | None
    missing: list[str]


@command(
    "end",
    may=ANYONE,
    word=phrase("End a reception"),
    clauses=(
        "9.1.1.4",
        "9.1.2.3",
        "9.3.2.3",
        "9.3.2.5",
        "9.5.1.4",
        "9.5.1.5",
        "9.5.2.2",
    ),
    writes=RegisterLine(
        "floor",
        phrase("{register} No. {register_no} ended: {outcome}"),
        variants={"grade": phrase("{register} No. {register_no} ended: {outcome}, grade {grade}")},
        facts={"register": RegisterKind, "register_no": str, "grade": str},
    ),
    trades=WITH_ROTATION,
)
def end_reception(
    *,
    actor: SiteActor,
    at: datetime,
    ref: ReceptionRef,
    outcome: Annotated[customers.Outcome, Label("Outcome")],
    grade: GradeField | None = None,
    need: Annotated[Line, Label("Need")] = "",
    problem: Annotated[Line, Label("Main problem")] = "",
    reason: Annotated[Line, Label("Reason")] = "",
    reason_kind: ReasonKind | None = None,
    no_phone_reason: NoPhoneReason = "",
    address: Address = "",
    employer: Employer = "",
    vehicle: Vehicle = "",
    seen_off: SeenOff | None = None,
    plate: Annotated[Line, Label("Number plate")] = "",
) -> ReceptionEnded:
    """End a reception with its outcome; the next in line is served by those who become free.

    What else is missing (grade, area, medium, phone) refuses nothing and goes on the
    receiver's list (9.1.1.4, 9.5.1.4). Address, employer and car are those of somebody who does
    not buy (9.1.2.3); what is on record of them already is not overwritten. Seeing the customer off
    is asked for and never required; the plate is a personal value (9.5.1.5).

    :raises Refused: 9.3.2.3 for `negotiated` without need and problem, 9.5.2.2 for `no_deal`
        without a reason, `access` unless by the receiver, the desk or the manager.
    """
    floor, reception = lock_reception(actor.site_id, ref, at)
    if reception.ended_at is not None:
        raise bad_input(phrase("Reception {ref} has ended already.", ref=ref))
    receiving.may_close(actor.post, is_receiver=reception.receiver_id == actor.staff_id).enforce()
    receiving.may_end_negotiated(outcome, need=need, problem=problem).enforce()
    receiving.may_end_without_deal(outcome, reason=reason).enforce()
    ending = {
        "ended_at": at,
        "ended_by": actor.code,
        "outcome": outcome,
        "grade": grade or "",
        "need": need,
        "problem": problem,
        "reason": reason,
        "reason_kind": reason_kind or "",
        "no_phone_reason": no_phone_reason,
        "seen_off": seen_off,
        "plate": plate,
    }
    told = _added(reception, {"address": address, "employer": employer, "vehicle": vehicle})
    for name, value in {**ending, **told}.items():
        setattr(reception, name, value)
    execute(_END, {name: getattr(reception, name) for name in ("id", *ending, *_OF_NO_BUYER)})
    _give_way(floor, actor, reception, told)
    cite("3.2.3.6", *_RESTS_ON.get(outcome, ()))
    _count_what_is_asked_for(reception)
    about(f"reception:{ref}")
    return ReceptionEnded(
        ref=ref, outcome=outcome, minutes=minutes_of(reception), missing=missing(reception)
    )


def _give_way(
    floor: LockedFloor, actor: SiteActor, reception: Reception, told: dict[str, str]
) -> None:
    """Free everybody engaged, write the end down, and serve the next in line."""
    take_off_lists(floor, reception)
    returned = _release(floor, reception)
    _write_down(floor, actor, reception, told, returned=returned)
    if returned:
        floor.save(by=actor.code, ref=reception.ref)
    serve_waiting(floor)
    floor.save(by=actor.code, ref=reception.ref)


def _count_what_is_asked_for(reception: Reception) -> None:
    """Say whether the receiver asked and noted what the end of a reception asks for, as evidence.

    Area and medium (9.1.1.4), the grade (9.3.2.5), the phone (9.5.1.4), seen off (9.5.1.5), the
    reason as the list has it (9.5.2.2).
    """
    asked = {
        "9.1.1.4": bool(reception.area and reception.medium),
        "9.3.2.5": bool(reception.grade),
        "9.5.1.5": reception.seen_off,
    }
    if reception.outcome == "no_deal":
        asked["9.5.2.2"] = bool(reception.reason_kind)
    if reception.outcome == "not_a_buyer":
        asked["9.1.2.3"] = any(getattr(reception, name) for name in _OF_NO_BUYER)
    if reception.basis == "turn":
        asked["9.5.1.4"] = bool(reception.phone)
    cite(*(number for number, is_done in asked.items() if is_done))
    missed = [number for number, is_done in asked.items() if is_done is False]
    if missed:
        codes = people.codes_of([reception.receiver_id] if reception.receiver_id else [])
        for number in missed:
            miss(number, *codes.values())


def _release(floor: LockedFloor, reception: Reception) -> bool:
    """Free everybody engaged; give the place back where the policy returns such turns."""
    free(floor, reception.pk)
    floor.rotation.waiting = [
        one for one in floor.rotation.waiting if one.reception != reception.pk
    ]
    if reception.basis != "turn" or reception.outcome not in floor.policy["turn.returned_for"]:
        return False
    cite("3.2.1.2")
    return give_place_back(floor, reception, Why.RETURNED)


def _added(reception: Reception, given: dict[str, str]) -> dict[str, str]:
    """Return what is said for the first time; what is on record is not overwritten."""
    return {name: value for name, value in given.items() if value and not getattr(reception, name)}


def _write_down(
    floor: LockedFloor,
    actor: SiteActor,
    reception: Reception,
    told: dict[str, str],
    *,
    returned: bool,
) -> None:
    registers.append(
        site_id=floor.site_id,
        kind="floor",
        actor=actor,
        at=floor.at,
        body={
            "do": "end",
            "ref": reception.ref,
            "register": reception.channel,
            "register_no": reception.register_no,
            "outcome": reception.outcome,
            "grade": reception.grade,
            **({"reason_kind": reception.reason_kind} if reception.reason_kind else {}),
            "turn_returned": returned,
            **({} if reception.seen_off is None else {"seen_off": reception.seen_off}),
            "moves": floor.moves(),
        },
        personal={
            "need": reception.need,
            "problem": reception.problem,
            "reason": reception.reason,
            "no_phone_reason": reception.no_phone_reason,
            "plate": reception.plate,
            **told,
        },
    )


def minutes_of(reception: Reception) -> int | None:
    """Return how long the reception took, in whole minutes."""
    if reception.assigned_at is None or reception.ended_at is None:
        return None
    return int((reception.ended_at - reception.assigned_at).total_seconds() // 60)


def missing(reception: Reception) -> list[str]:
    """Return which particulars the receiver still owes (9.1.1.4)."""
    return receiving.missing_particulars(
        (
            ("grade", reception.grade),
            ("area", reception.area),
            ("medium", reception.medium),
            ("phone", reception.phone or reception.no_phone_reason),
        )
    )


class Completed(Answer):
    """Answer of `complete`."""

    ref: str
    missing: list[str]


@command(
    "complete",
    may=ANYONE,
    word=phrase("Add what was missing"),
    clauses=(
        "9.1.1.4",
        "9.1.2.3",
    ),
    writes=RegisterLine(
        "floor", phrase("Particulars added to {ref}: {fields}"), facts={"fields": FieldNames}
    ),
    trades=WITH_ROTATION,
)
def complete(
    *,
    actor: SiteActor,
    at: datetime,
    ref: ReceptionRef,
    grade: GradeField | None = None,
    area: Area = "",
    medium: Medium = "",
    no_phone_reason: NoPhoneReason = "",
    address: Address = "",
    employer: Employer = "",
    vehicle: Vehicle = "",
) -> Completed:
    """Add particulars that are missing (9.1.1.4), also of those who do not buy (9.1.2.3).

    What is on record already is not overwritten, here or on the customer's page.

    :raises Refused: `access` unless by the receiver, the desk or the manager.
    :raises Busy: the customer left the phone at this very moment.
    """
    site_id = actor.site_id
    phone = reception_of(site_id, ref).phone
    if phone and (area or medium):
        customers.write_customer(site_id, phone, at, area=area, medium=medium)
    floor, reception = lock_reception(site_id, ref, at)
    if reception.phone != phone:
        message = "a phone was left meanwhile"
        raise Busy(message)
    receiving.may_close(actor.post, is_receiver=reception.receiver_id == actor.staff_id).enforce()
    given = {
        "grade": grade or "",
        "area": area,
        "medium": medium,
        "no_phone_reason": no_phone_reason,
        "address": address,
        "employer": employer,
        "vehicle": vehicle,
    }
    added = _added(reception, given)
    for name, value in added.items():
        setattr(reception, name, value)
    reception.save(update_fields=list(added) or None)
    registers.append(
        site_id=floor.site_id,
        kind="floor",
        actor=actor,
        at=at,
        body={"do": "complete", "ref": ref, "fields": sorted(added)},
        personal=added,
    )
    floor.save(by=actor.code, ref=ref)
    cite("9.1.1.4", *dict.fromkeys(_ADDED[name] for name in sorted(added) if name in _ADDED))
    about(f"reception:{ref}")
    return Completed(ref=ref, missing=missing(reception))

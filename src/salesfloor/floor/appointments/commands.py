"""Making, moving and cancelling appointments (9.5.1.3)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

from salesfloor.base.answers import Answer
from salesfloor.base.china_time import iso, local
from salesfloor.base.commands import StaffActor, about, board_changed, cite, command
from salesfloor.base.dates import Moment
from salesfloor.base.fields import Phone, Reason
from salesfloor.base.labels import Label, Reference
from salesfloor.base.lines import RegisterLine
from salesfloor.base.numbers import Number
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import Note
from salesfloor.floor.appointments import rules, watching
from salesfloor.floor.appointments.choices import Kind, State
from salesfloor.floor.appointments.models import Appointment
from salesfloor.floor.appointments.queries import clash_of, owner_of
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.numbers.api import next_number
from salesfloor.kernel.registers import api as registers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.floor.reception.api import Tie

CLAUSE = "9.5.1.3"
AppointmentNumber = Annotated[Number, Label("Appointment"), Reference("appointment")]
Time = Annotated[Moment, Label("Time")]


def said_of_clash(answer: Mapping[str, Any]) -> Phrase | None:
    """Say that the follower has another appointment close to it, where that is so."""
    if answer["clash"] is None:
        return None
    return phrase(
        "The appointment stands, but the follower has another less than 30 minutes from it."
    )


class Appointed(Answer):
    """The number, whose customer it is, and the owner's appointment that stands too near."""

    appointment: int
    owner: str | None
    clash: int | None

    @classmethod
    def said(cls, answer: Mapping[str, Any]) -> Phrase | None:
        """Tell on the page of the appointment that stands too near; it refuses nothing."""
        return said_of_clash(answer)


@command(
    "appoint",
    may=ANYONE,
    word=phrase("Make an appointment"),
    clauses=(CLAUSE, "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine(
        "claims",
        phrase("Appointment {appointment} with {phone}: {kind}, {time}"),
        facts={"time": datetime},
    ),
    done=phrase("The appointment stands."),
)
def appoint(
    *,
    actor: StaffActor,
    at: datetime,
    phone: Phone,
    time: Time,
    kind: Annotated[Kind, Label("What for")] = Kind.VISIT,
    note: Annotated[Note, Label("Note")] = "",
) -> Appointed:
    """Agree with a customer when they come or are called; the owner is told of others' (9.5.1.3).

    :raises Refused: `input` for a time gone by; 3.4.3.5 unless by the owner, a receiver, the desk or a
        manager.
    """
    tie = reception.tie(actor, at, phone)
    rules.may_be_at(time, at=at).enforce()
    _must_be_tied(tie)
    customer_id = customers.customer_id(tie.site_id, tie.phone, at)
    number = next_number(tie.site_id, "appointment")
    made = Appointment.objects.create(
        site_id=tie.site_id,
        number=number,
        phone=tie.phone,
        kind=kind,
        time=time,
        note=note,
        made_at=at,
        made_by=actor.code,
        changed_at=at,
    )
    watching.watch(made, at)
    owner_id = tie.owner_id
    clash = None if owner_id is None else clash_of(made, owner_id, at)
    if owner_id is not None and owner_id != actor.staff_id:
        _tell_owner(actor, made, owner_id, at)
    registers.record(
        actor=actor,
        at=at,
        body={"appointment": number, "kind": kind, "time": iso(time)},
        personal={"phone": tie.phone, "note": note},
    )
    _done(customer_id)
    owner = tie.claim.owner_code if tie.claim else None
    return Appointed(appointment=number, owner=owner, clash=clash)


def _must_be_tied(tie: Tie) -> None:
    part = reception.Part
    tie.must_be(part.OWNER, part.RECEIVER, part.DESK, part.MANAGER)


def _tell_owner(actor: StaffActor, made: Appointment, owner_id: int, at: datetime) -> None:
    messages.tell(
        staff_id=owner_id,
        site_id=made.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase(
            "{who} made an appointment with your customer {name} {phone}: {time}.",
            who=actor.code,
            name=_name_of(made),
            phone=masked_phone(made.phone),
            time=f"{local(made.time):%Y-%m-%d %H:%M}",
        ),
        subject=f"appointment:{made.number}",
    )


def _name_of(made: Appointment) -> str:
    rows = customers.Customer.objects.filter(site_id=made.site_id, phone=made.phone)
    return rows.values_list("name", flat=True).first() or ""


def _done(customer_id: int) -> None:
    cite(CLAUSE)
    about(f"customer:{customer_id}")
    board_changed()


class AppointmentMoved(Answer):
    """The owner's appointment that stands too near the new time."""

    clash: int | None

    @classmethod
    def said(cls, answer: Mapping[str, Any]) -> Phrase | None:
        """Tell on the page of the appointment that stands too near; it refuses nothing."""
        return said_of_clash(answer)


@command(
    "move_appointment",
    may=ANYONE,
    word=phrase("Move an appointment"),
    clauses=(CLAUSE, "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine(
        "claims",
        phrase("Appointment {appointment} moved to {time}: {reason}"),
        facts={"time": datetime},
    ),
    done=phrase("The appointment is moved."),
)
def move_appointment(
    *,
    actor: StaffActor,
    at: datetime,
    appointment: AppointmentNumber,
    time: Time,
    reason: Reason,
) -> AppointmentMoved:
    """Move an appointment that is still expected.

    :raises Refused: `input` for a time gone by, or an appointment that is not expected; 3.4.3.5 as for
        `appoint`.
    """
    rules.may_be_at(time, at=at).enforce()
    found = _locked(actor, at, appointment)
    rules.may_be_changed(found.state).enforce()
    found.time, found.changed_at = time, at
    found.sequence += 1
    found.save(update_fields=["time", "changed_at", "sequence"])
    watching.watch(found, at)
    owner = owner_of(found.site_id, found.phone, at)
    registers.record(
        actor=actor,
        at=at,
        body={"appointment": appointment, "time": iso(time)},
        personal={"phone": found.phone, "reason": reason},
    )
    _done(customers.customer_id(found.site_id, found.phone, at))
    return AppointmentMoved(clash=None if owner is None else clash_of(found, owner.owner_id, at))


def _locked(actor: StaffActor, at: datetime, number: int) -> Appointment:
    """Return an appointment of the site for somebody who is tied to its customer."""
    rows = Appointment.objects.select_for_update().filter(site_id=actor.site_id, number=number)
    found = rows.first()
    if found is None:
        raise bad_input(phrase("There is no appointment {number}.", number=number))
    _must_be_tied(reception.tie_to(actor, at, found.phone))
    return found


class AppointmentCancelled(Answer):
    """What has become of it."""

    state: State


@command(
    "cancel_appointment",
    may=ANYONE,
    word=phrase("Cancel an appointment"),
    clauses=(CLAUSE, "3.4.3.5"),
    post_clause="3.4.3.5",
    writes=RegisterLine("claims", phrase("Appointment {appointment} cancelled: {reason}")),
    done=phrase("The appointment is cancelled."),
)
def cancel_appointment(
    *, actor: StaffActor, at: datetime, appointment: AppointmentNumber, reason: Reason
) -> AppointmentCancelled:
    """Cancel an appointment that is still expected.

    :raises Refused: `input` where it is not expected; 3.4.3.5 as for `appoint`.
    """
    found = _locked(actor, at, appointment)
    rules.may_be_changed(found.state).enforce()
    found.state, found.changed_at = State.CANCELLED, at
    found.sequence += 1
    found.save(update_fields=["state", "changed_at", "sequence"])
    watching.settle(found, at)
    registers.record(
        actor=actor,
        at=at,
        body={"appointment": appointment},
        personal={"phone": found.phone, "reason": reason},
    )
    _done(customers.customer_id(found.site_id, found.phone, at))
    return AppointmentCancelled(state=State.CANCELLED)

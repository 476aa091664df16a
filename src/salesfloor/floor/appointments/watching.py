"""What falls due around an appointment: two reminders, and the end of its day (9.5.1.3)."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import at_time, day_of, end_of, local
from salesfloor.base.commands import announce, cite, miss
from salesfloor.base.fields import Phone
from salesfloor.base.lines import line
from salesfloor.base.phones import masked_phone
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.floor.appointments.choices import State
from salesfloor.floor.appointments.models import Appointment
from salesfloor.floor.appointments.queries import owner_of
from salesfloor.floor.customers import api as customers
from salesfloor.kernel.deadlines import api as deadlines
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.phrases import Phrase

CLAUSE: Final = "9.5.1.3"
MISSED: Final = "appointment_missed"
EVE: Final = "appointment_eve"
SOON: Final = "appointment_soon"
EVENING: Final = time(18)
"""When both sides are reminded on the day before."""

_MISSED = line(
    MISSED,
    "claims",
    phrase("Appointment {appointment} with {phone} missed"),
    facts={"appointment": int, "phone": Phone},
)


def watch(appointment: Appointment, at: datetime) -> None:
    """Set, or set anew, what falls due around an appointment."""
    on, subject, site_id = day_of(appointment.time), appointment.pk, appointment.site_id
    deadlines.set_due(MISSED, subject=subject, site_id=site_id, due_at=end_of(on))
    minutes = rulebook.policies(site_id, at)["appointment.remind_minutes"]
    reminders = {
        EVE: at_time(on - timedelta(days=1), EVENING),
        SOON: appointment.time - timedelta(minutes=minutes),
    }
    for name, due_at in reminders.items():
        if due_at > at:
            deadlines.set_due(name, subject=subject, site_id=site_id, due_at=due_at)
        else:
            deadlines.settle(name, subject=subject, at=at)


def settle(appointment: Appointment, at: datetime) -> None:
    """Take off what would fall due around an appointment that is met or cancelled."""
    for name in (MISSED, EVE, SOON):
        deadlines.settle(name, subject=appointment.pk, at=at)


@deadlines.handler(MISSED, word=phrase("An appointment passes without the customer"))
def miss_appointment(deadline: deadlines.Deadline, at: datetime) -> None:
    """Say, when its day is over, that nobody came."""
    rows = Appointment.objects.select_for_update().filter(
        pk=deadline.subject, state=State.EXPECTED, time__lt=at
    )
    missed = rows.first()
    if missed is None:
        return
    missed.state, missed.changed_at = State.MISSED, at
    missed.save(update_fields=["state", "changed_at"])
    owner = owner_of(missed.site_id, missed.phone, at - timedelta(microseconds=1))
    registers.write(
        _MISSED,
        actor=deadlines.system_actor(missed.site_id),
        at=at,
        site_id=missed.site_id,
        body={"appointment": missed.number},
        personal={"phone": missed.phone},
    )
    code = owner.owner_code if owner else None
    announce(MISSED, CLAUSE, at=at, appointment=missed.number, owner=code, phone=missed.phone)
    _tell(
        missed,
        at,
        [owner.owner_id] if owner else _desk(missed.site_id, at),
        phrase("{name} {phone} did not come, expected {time}."),
    )
    cite(CLAUSE)
    miss(CLAUSE)


@deadlines.handler(
    EVE, word=phrase("An appointment is recalled the evening before"), phase=deadlines.Phase.OPENING
)
def remind_on_the_eve(deadline: deadlines.Deadline, at: datetime) -> None:
    """Remind owner and desk in the evening before."""
    _remind(deadline.subject, at)


@deadlines.handler(
    SOON, word=phrase("An appointment is recalled shortly before"), phase=deadlines.Phase.OPENING
)
def remind_soon(deadline: deadlines.Deadline, at: datetime) -> None:
    """Remind owner and desk some minutes before."""
    _remind(deadline.subject, at)


def _remind(subject: int, at: datetime) -> None:
    found = Appointment.objects.filter(pk=subject, state=State.EXPECTED, time__gt=at).first()
    if found is None:
        return
    owner = owner_of(found.site_id, found.phone, at)
    told = _desk(found.site_id, at)
    if owner is not None:
        told = [owner.owner_id, *told]
    _tell(found, at, told, phrase("{name} {phone} is expected {time}."))


def _tell(appointment: Appointment, at: datetime, staff_ids: list[int], said: Phrase) -> None:
    names = customers.Customer.objects.filter(site_id=appointment.site_id, phone=appointment.phone)
    messages.tell_all(
        staff_ids,
        site_id=appointment.site_id,
        at=at,
        clause=CLAUSE,
        sentence=phrase(
            said.template,
            name=names.values_list("name", flat=True).first() or "",
            phone=masked_phone(appointment.phone),
            time=f"{local(appointment.time):%Y-%m-%d %H:%M}",
        ),
        subject=f"appointment:{appointment.number}",
    )


def _desk(site_id: int, at: datetime) -> list[int]:
    rows = people.working_at(site_id, at).filter(post=Post.DESK).order_by("code")
    return list(rows.values_list("pk", flat=True))

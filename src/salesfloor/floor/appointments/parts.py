"""A customer's appointments, as a tab of the customer's page (9.5.1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.modules import SubjectPart
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.floor.appointments.choices import Kind, State
from salesfloor.floor.appointments.models import Appointment
from salesfloor.floor.appointments.queries import next_expected
from salesfloor.web.dates import moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.floor.customers.api import Customer
    from salesfloor.web.requests import StaffRequest

MOST: Final = 30


def _build(_request: StaffRequest, story: Any) -> Mapping[str, Any]:  # noqa: ANN401 - the story of the page
    customer: Customer = story.customer
    rows = Appointment.objects.filter(site_id=customer.site_id, phone=customer.phone)
    return {
        "appointments": rows.order_by("-time", "-number")[:MOST],
        "appointment_kinds": Kind.labels(),
        "appointment_states": State.labels(),
    }


def _glance(request: StaffRequest, story: Any) -> Phrase | None:  # noqa: ANN401 - as above
    customer: Customer = story.customer
    found = next_expected(customer.site_id, [customer.phone], request.at).get(customer.phone)
    if found is None:
        return None
    return phrase("Appointment: {time}", time=moment(found[1]))


APPOINTMENTS: Final = SubjectPart(
    "customer",
    "appointments",
    phrase("Appointments"),
    "appointments/_of_customer.html",
    _build,
    glance=_glance,
    commands=("appoint",),
    rank=20,
)

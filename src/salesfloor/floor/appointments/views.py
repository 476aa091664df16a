"""Pages of appointments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from salesfloor.base.posts import ANYONE
from salesfloor.floor.appointments.models import Appointment
from salesfloor.floor.customers import api as customers
from salesfloor.kernel.registers import api as registers
from salesfloor.web.pages import go, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest


@page(may=ANYONE, methods=["GET"])
def appointment(request: StaffRequest, number: int) -> HttpResponse:
    """Lead from an appointment to its customer."""
    site_id = registers.site_of(request.actor)
    found = Appointment.objects.filter(site_id=site_id, number=number).first()
    known = customers.Customer.objects.filter(
        site_id=site_id, phone=found.phone if found else ""
    ).first()
    if known is None:
        raise Http404
    return go(request, "customers:customer", pk=known.pk)

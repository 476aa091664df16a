"""Pages of appointments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.floor.appointments import feeds
from salesfloor.floor.appointments.models import Appointment
from salesfloor.floor.customers import api as customers
from salesfloor.kernel.registers import api as registers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.pages import give, go, page

if TYPE_CHECKING:
    from django.http import HttpRequest

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


@page(may=feeds.FEED_MAY)
def calendar(request: StaffRequest) -> HttpResponse:
    """Open a calendar address and show it once, or take it back."""
    address = ""
    if request.method == "POST":
        if request.POST.get("act") == "close":
            give(request, feeds.close_calendar_feed.name, {})
            return go(request, "appointments:calendar", toast=feeds.close_calendar_feed.done)
        opened = give(request, feeds.open_calendar_feed.name, {}).answer
        if not opened["address"]:
            raise bad_input(phrase("This address was shown already, once. Open a new one."))
        address = request.build_absolute_uri(opened["address"])
    facts = {"address": address, "has_feed": feeds.has_feed(request.actor.staff_id or 0)}
    return render(request, "appointments/calendar.html", facts)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give a person's appointments as a calendar; wrong, dead and left look alike."""
    del request
    person = feeds.holder_of(token)
    if person is None:
        raise Http404
    body = feeds.calendar_of(person, rulebook.database_now(timezone.now()))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="appointments.ics"'
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "private, no-store"
    return response

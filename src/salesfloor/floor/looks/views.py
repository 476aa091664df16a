"""Asking the manager over, and the page that both look at until the minutes are gone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.refusals import Refused
from salesfloor.floor.customers import api as customers
from salesfloor.floor.looks import permissions, rules
from salesfloor.floor.looks.open_looks import open_at
from salesfloor.kernel.consent import api as consent
from salesfloor.kernel.people import api as people
from salesfloor.web.directory import names_by_id
from salesfloor.web.pages import ask as asks
from salesfloor.web.pages import filled, give, go, page, row_or_404

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from salesfloor.floor.customers.api import Customer
    from salesfloor.kernel.people.api import Staff
    from salesfloor.web.requests import StaffRequest


@page(may=permissions.LOOKS)
def ask(request: StaffRequest) -> HttpResponse:
    """Ask for a joint look: whose page, what for, and the manager's PIN on this screen."""
    if request.method == "POST":
        return _begin(request)
    mine = open_at(request.at).filter(staff_id=request.actor.staff_id or 0)
    customer_ids = list(mine.values_list("customer_id", flat=True))
    facts = {
        "managers": [(one.code, one.name) for one in _managers(request)],
        "reasons": customers.ReadingReason.pairs(),
        "phone": request.GET.get("phone", "")[:40],
        "open": customers.Customer.objects.filter(pk__in=customer_ids),
    }
    return render(request, "looks/ask.html", facts)


def _managers(request: StaffRequest) -> QuerySet[Staff]:
    here = people.working_at(request.actor.site_id or 0, request.at)
    return here.filter(post__in=MANAGERS).exclude(pk=request.actor.staff_id or 0).order_by("code")


def _begin(request: StaffRequest) -> HttpResponse:
    manager = row_or_404(_managers(request), code=request.POST.get("with", ""))
    people.check_pin(manager, request.POST.get("pin", ""), request.at)
    given = filled(request, "phone", "with", "reason")
    with consent.proven(manager.code):
        give(request, "look", given)
    number = customers.valid_phone(given["phone"], request.actor.site_id or 0, request.at)
    person = customers.Customer.objects.get(site_id=request.actor.site_id or 0, phone=number)
    return go(request, "looks:together", pk=person.pk)


def _customer(request: StaffRequest, pk: int) -> Customer:
    rows = customers.Customer.objects.filter(site_id=request.actor.site_id or 0)
    person: Customer = row_or_404(rows, pk=pk)
    return person


@page(may=permissions.LOOKS, methods=["GET"])
def together(request: StaffRequest, pk: int) -> HttpResponse:
    """Show one customer's page, read-only, while the look stands open."""
    person = _customer(request, pk)
    row = open_at(request.at).filter(staff_id=request.actor.staff_id or 0, customer_id=pk).first()
    if row is None:
        verdict = rules.needs_manager(is_named=False)
        raise Refused(verdict.clause, verdict.reason or phrase("Closed."))
    read = asks(request, "page", phone=person.phone)
    names = names_by_id([row.staff_id, row.manager_id])
    both = f"{names.get(row.staff_id, '')} · {names.get(row.manager_id, '')}"
    facts: dict[str, Any] = {
        "look": row,
        "customer": person,
        "read": read,
        "lines": [
            {**line, "at": datetime.fromisoformat(line["at"])} for line in reversed(read["lines"])
        ],
        "methods": customers.Method.labels(),
        "both": both,
        "tiles": [both] * 24,
    }
    return render(request, "looks/together.html", facts)


@page(may=permissions.LOOKS, methods=["POST"])
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """Close the page before its time."""
    give(request, "end_look", {"phone": _customer(request, pk).phone})
    return go(request, "looks:ask", toast=phrase("The page is closed."))

"""Handing out a customer's copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from salesfloor.base.posts import MANAGERS
from salesfloor.floor.customers import api as customers
from salesfloor.floor.privacy.copies import copy_of
from salesfloor.web.pages import filled, give, page, row_or_404

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest


@page(may=MANAGERS, methods=["POST"])
def copy(request: StaffRequest, pk: int) -> HttpResponse:
    """Make the copy, on record, and give its file."""
    rows = customers.Customer.objects.filter(site_id=request.actor.site_id or 0)
    person: customers.Customer = row_or_404(rows, pk=pk)
    give(request, "copy_for_customer", {"phone": person.phone, **filled(request, "reason")})
    made = copy_of(person, request.at)
    response = HttpResponse(made.content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="customer-{pk}.csv"'
    return response

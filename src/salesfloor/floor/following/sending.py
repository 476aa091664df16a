"""Recording on a customer's page whom the customer sent (3.5.4, 9.6.1.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.shortcuts import get_object_or_404
from django.urls import reverse

from salesfloor.base.commands import COMMANDS
from salesfloor.base.posts import ANYONE
from salesfloor.floor.customers import api as customers
from salesfloor.web.pages import filled, give, go, page, said_after

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest

REFER: Final = "refer"


@page(may=ANYONE, methods=["POST"])
def sent(request: StaffRequest, pk: int) -> HttpResponse:
    """Record the new phone with this customer as the referrer; whose phone that is stays out of the page."""
    one = get_object_or_404(customers.Customer, site_id=request.actor.site_id or 0, pk=pk)
    given = filled(request, "phone", "name") | {"referrer": one.phone}
    answer = give(request, REFER, given).answer
    address = reverse("customers:customer", args=[pk])
    return go(request, f"{address}?tab=chain", toast=said_after(COMMANDS[REFER], answer))

"""Forms by which particulars are corrected; each gives its command and nothing else.

Phones stay masked on the pages, so the forms name a customer by its page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from salesfloor.base.trades import trade_of
from salesfloor.floor.customers import api as customers
from salesfloor.floor.particulars import wishes
from salesfloor.floor.particulars.commands.cards import WHO, card_of, keep_customer_card
from salesfloor.floor.particulars.commands.grading import regrade
from salesfloor.floor.particulars.commands.needs import note_need
from salesfloor.floor.particulars.commands.particulars import OF_THE_CUSTOMER, note_particulars
from salesfloor.floor.reception import api as reception
from salesfloor.kernel.files import api as files
from salesfloor.kernel.registers import api as registers
from salesfloor.web.pages import filled, give, go, own_address, page

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from salesfloor.web.requests import StaffRequest


@page(may=note_particulars.may, methods=["POST"])
def particulars(request: StaffRequest, pk: int) -> HttpResponse:
    """Correct name, area or where the customer heard of us (9.1.1.4)."""
    known = _known(request, pk)
    sent = filled(request, *OF_THE_CUSTOMER)
    emptied = {
        field: ""
        for field in OF_THE_CUSTOMER
        if field in request.POST and field not in sent and getattr(known, field)
    }
    give(request, note_particulars.name, {"phone": known.phone, **sent, **emptied})
    return go(request, "customers:customer", toast=note_particulars.done, pk=pk)


@page(may=regrade.may, methods=["POST"])
def grade(request: StaffRequest, pk: int) -> HttpResponse:
    """Give the customer another grade, with a reason (9.3.2.5)."""
    given = filled(request, "grade", "reason") | {"phone": _known(request, pk).phone}
    give(request, regrade.name, given)
    return go(request, "customers:customer", toast=regrade.done, pk=pk)


@page(may=note_need.may, methods=["POST"])
def need(request: StaffRequest, pk: int) -> HttpResponse:
    """Write down what the customer wants, as it was tapped during the talk (9.2.1.3)."""
    known = _known(request, pk)
    given = wishes.given_by(request.POST, trade_of(known.site_id))
    give(request, note_need.name, {"phone": known.phone, **given})
    if back := own_address(request, ""):
        return go(request, back, toast=note_need.done)
    return go(request, "customers:customer", toast=note_need.done, pk=pk)


@page(may=keep_customer_card.may, methods=["GET"])
def card(request: StaffRequest, pk: int, value: str) -> HttpResponseBase:
    """Send a photograph of the customer's card to whoever follows or receives the customer (9.2.1.2)."""
    known = _known(request, pk)
    tie = reception.tie_to(request.actor, request.at, known.phone)
    tie.must_be(*WHO)
    return files.serve_attached(request, known.site_id, card_of(pk), value)


def _known(request: StaffRequest, pk: int) -> customers.Customer:
    here = customers.Customer.objects.filter(site_id=registers.site_of(request.actor))
    found = here.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found

"""The thread for colleagues who have a part in a customer and do not follow: they helped, or share (9.6.2.4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from salesfloor.base.commands import COMMANDS
from salesfloor.base.modules import SubjectPart
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import SALESPEOPLE
from salesfloor.floor.customers import api as customers
from salesfloor.floor.following import rules
from salesfloor.floor.following.parts import thread_of
from salesfloor.floor.following.queries.parts import has_part
from salesfloor.floor.reception import api as reception
from salesfloor.web.forms import given_by
from salesfloor.web.pages import give, give_form, go, page, said_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from salesfloor.web.pages import CommandForm
    from salesfloor.web.requests import StaffRequest

GIVEN: Final = ("read_thread", "write_thread")
_LOOKED_AT: Final = 100


@page(may=SALESPEOPLE, methods=["GET"])
def threads(request: StaffRequest) -> HttpResponse:
    """List colleagues' customers in whom the reader has a part and about whom something is written."""
    me = request.actor.staff_id or 0
    rows = []
    for one in _met_or_shared(request):
        tie = reception.tie(request.actor, request.at, one.phone)
        if reception.Part.OWNER not in tie.parts and has_part(request.actor, tie):
            rows.append((one, thread_of(one.pk, me)))
    return render(request, "following/threads.html", {"rows": rows})


def _met_or_shared(request: StaffRequest) -> list[customers.Customer]:
    me, site_id = request.actor.staff_id or 0, request.actor.site_id or 0
    met = reception.Reception.objects.filter(site_id=site_id, struck_at=None)
    met = met.filter(Q(receiver_id=me) | Q(assistants__staff_id=me))
    shared = customers.phones_shared_with(site_id, me, request.at)
    written = customers.ThreadNote.objects.values("customer_id")
    wanted = Q(phone__in=met.values("phone"), pk__in=written) | Q(phone__in=shared)
    rows = customers.Customer.objects.filter(wanted, site_id=site_id).exclude(phone="")
    return list(rows.order_by("-pk")[:_LOOKED_AT])


@page(may=SALESPEOPLE, methods=["GET"])
def thread(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the thread and the agreed line, and nothing else of a colleague's customer."""
    one = _customer(request, pk)
    tie = reception.tie(request.actor, request.at, one.phone)
    if reception.Part.OWNER in tie.parts:
        return go(request, f"{reverse('customers:customer', args=[pk])}?tab=thread")
    rules.may_share(has_part=has_part(request.actor, tie)).enforce()
    facts = thread_of(pk, request.actor.staff_id or 0)
    forms = {name: _form(request, pk, name) for name in GIVEN}
    return render(request, "following/thread.html", {"customer": one, "forms": forms, **facts})


@page(may=SALESPEOPLE, methods=["POST"])
def act(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """Read or write in the thread, and show it again."""
    if name not in GIVEN:
        raise Http404
    declared = COMMANDS[name]
    given = given_by(declared, request.POST) | {"phone": _customer(request, pk).phone}
    answer = give(request, name, given).answer
    return go(request, "following:thread", toast=said_after(declared, answer), pk=pk)


def _customer(request: StaffRequest, pk: int) -> customers.Customer:
    return get_object_or_404(customers.Customer, site_id=request.actor.site_id or 0, pk=pk)


def _form(request: StaffRequest, pk: int, name: str) -> CommandForm:
    """Return a form about the thread; the phone stays out of the page."""
    form = give_form(request, name)
    fields = [field for field in form.fields if field.name != "phone"]
    return replace(form, url=reverse("following:thread_act", args=[pk, name]), fields=fields)


def _may(request: StaffRequest, row: reception.Reception) -> bool:
    is_mine = reception.is_in(request.actor, row) and request.actor.post in SALESPEOPLE
    return bool(is_mine and row.phone and _written_about(row))


def _written_about(row: reception.Reception) -> int | None:
    notes = customers.ThreadNote.objects.filter(
        customer__site_id=row.site_id, customer__phone=row.phone
    )
    return notes.values_list("customer_id", flat=True).first()


def _build(request: StaffRequest, row: reception.Reception) -> Mapping[str, Any]:
    pk = _written_about(row) or 0
    return {"pk": pk, **thread_of(pk, request.actor.staff_id or 0)}


AT_RECEPTION: Final = SubjectPart(
    "reception",
    "thread",
    phrase("Thread"),
    "following/_thread_here.html",
    _build,
    may=_may,
    rank=5,
)

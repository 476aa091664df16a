"""The form that ends a relation; phones stay masked, so it names the relation by its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from salesfloor.base.phrases import phrase
from salesfloor.floor.customers import permissions, rules
from salesfloor.floor.customers.choices import RelationKind
from salesfloor.floor.customers.commands.kin import unrelate
from salesfloor.floor.customers.models import Relation
from salesfloor.floor.customers.queries import story
from salesfloor.web.pages import filled, give, go, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.floor.customers.models import Customer
    from salesfloor.web.requests import StaffRequest


@page(may=permissions.CUSTOMERS, methods=["POST"])
def end_relation(request: StaffRequest, pk: int, relation: int) -> HttpResponse:
    """End a relation of the customer's, with a reason (3.5.2, 3.5.3)."""
    known = _known(request, pk)
    row = Relation.objects.filter(
        pk=relation, site_id=known.site_id, phone=known.phone, ended_at=None
    ).first()
    if row is None:
        raise Http404
    one, other, kind = row.phone, row.other, row.relation
    if kind not in RelationKind.labels():  # seen from the side of the company's shareholder
        one, other, kind = other, one, rules.INVERSE[kind]
    given = {"phone": one, "other": other, "relation": kind, **filled(request, "reason")}
    moved = give(request, unrelate.name, given).answer["moved"]
    words = phrase("The relation counts no longer.")
    if moved:
        words = phrase("On record. A customer has another owner by it; those concerned are told.")
    return go(request, "customers:customer", toast=words, pk=pk)


def _known(request: StaffRequest, pk: int) -> Customer:
    found = story.customer_of(request.actor, pk)
    if found is None:
        raise Http404
    return found

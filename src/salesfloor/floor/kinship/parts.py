"""A customer's other phones, on the customer's page: reported, confirmed, set apart again (3.5.0)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q
from django.http import Http404

from salesfloor.base.modules import SubjectPart
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.floor.customers import api as customers
from salesfloor.floor.kinship.commands import separate
from salesfloor.floor.kinship.models import SameRequest
from salesfloor.web.pages import filled, give, go, may, page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest


def _counted(site_id: int, phone: str) -> QuerySet[customers.Relation]:
    rows = customers.Relation.objects.filter(site_id=site_id, phone=phone, ended_at=None)
    return rows.filter(relation=customers.SAME).order_by("pk")


def _phones(request: StaffRequest, story: Any) -> Mapping[str, Any]:  # noqa: ANN401 - the page's
    one = story.customer
    waiting = SameRequest.objects.filter(site_id=one.site_id, decided_at=None)
    waiting = waiting.filter(Q(phone=one.phone) | Q(other=one.phone)).order_by("pk")
    return {
        "counted": list(_counted(one.site_id, one.phone)),
        "waiting": [row.other if row.phone == one.phone else row.phone for row in waiting],
        "may_separate": may(request.actor, separate.name),
    }


@page(may=MANAGERS, methods=["POST"])
def apart(request: StaffRequest, pk: int, relation: int) -> HttpResponse:
    """Let a phone that was confirmed as the customer's count apart again; phones stay out of the page."""
    one = customers.Customer.objects.filter(site_id=request.actor.site_id or 0, pk=pk).first()
    row = _counted(one.site_id, one.phone).filter(pk=relation).first() if one else None
    if one is None or row is None:
        raise Http404
    given = {"phone": one.phone, "other": row.other, **filled(request, "reason")}
    give(request, separate.name, given)
    return go(request, "customers:customer", toast=separate.done, pk=pk)


PHONES: Final = SubjectPart(
    "customer",
    "phones",
    phrase("Other phones"),
    "kinship/_phones.html",
    _phones,
    commands=("same_customer",),
    rank=55,
)

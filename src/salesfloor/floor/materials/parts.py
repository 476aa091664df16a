"""What a customer was given, as a tab of the customer's page (9.5.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db.models import Count

from salesfloor.base.modules import SubjectPart
from salesfloor.base.phrases import phrase
from salesfloor.floor.materials.choices import Way
from salesfloor.floor.materials.lists import READERS
from salesfloor.floor.materials.models import HandOut, Material
from salesfloor.floor.reception import api as reception

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.floor.customers.api import Customer
    from salesfloor.web.requests import StaffRequest

MOST: Final = 30


def _parts(request: StaffRequest, customer: Customer) -> frozenset[reception.Part]:
    return reception.tie_to(request.actor, request.at, customer.phone).parts


def _may(request: StaffRequest, story: Any) -> bool:  # noqa: ANN401 - the story of the page
    if request.actor.post not in READERS:
        return False
    if story.is_mine:
        return True
    part = reception.Part
    sees = {part.RECEIVER, part.OWNER, part.LEAD, part.MANAGER}
    return bool(_parts(request, story.customer) & sees)


def _build(request: StaffRequest, story: Any) -> Mapping[str, Any]:  # noqa: ANN401 - as above
    customer: Customer = story.customer
    rows = HandOut.objects.filter(site_id=customer.site_id, phone=customer.phone)
    given = list(rows.annotate(opened=Count("openings")).order_by("-at", "-pk")[:MOST])
    wanted = {pk for row in given for pk in row.material_ids}
    titles = dict(Material.objects.filter(pk__in=wanted).values_list("pk", "title"))
    part = reception.Part
    return {
        "given": [
            (row, Way(row.how).label, [titles[pk] for pk in row.material_ids if pk in titles])
            for row in given
        ],
        "hands_out": bool(_parts(request, customer) & {part.RECEIVER, part.OWNER}),
    }


OF_CUSTOMER: Final = SubjectPart(
    "customer",
    "materials",
    phrase("Materials"),
    "materials/_of_customer.html",
    _build,
    may=_may,
    commands=("hand_out",),
    rank=30,
)

"""The whole way with a customer, as a tab of the customer's page: from registration to after-sales (7.1.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q

from salesfloor.base.modules import SubjectPart
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals import sight, sums
from salesfloor.floor.deals.choices import DealState, Stage
from salesfloor.floor.deals.steps import steps_of
from salesfloor.floor.results.api import staff_actor
from salesfloor.web.directory import names_by_id

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.floor.deals.models import Deal
    from salesfloor.web.requests import StaffRequest

_KEPT: Final = "deals_of_the_page"
"""Where a request keeps what its parts ask for one after another."""


def _deals(request: StaffRequest, customer: customers.Customer) -> list[Deal]:
    """Return the customer's deals that the reader sees, the open ones and the newest first; asked for once."""
    known: tuple[int, list[Deal]] | None = getattr(request, _KEPT, None)
    if known is None or known[0] != customer.pk:
        rows = sight.seen_by(request.actor).filter(
            Q(customer_id=customer.pk) | Q(phone=customer.phone), site_id=customer.site_id
        )
        known = customer.pk, sorted(rows, key=lambda one: (one.ended_at is not None, -one.number))
        setattr(request, _KEPT, known)
    return known[1]


def _may(request: StaffRequest, story: Any) -> bool:  # noqa: ANN401 - the story of the page
    return request.actor.post in sight.READERS and bool(_deals(request, story.customer))


def _build(request: StaffRequest, story: Any) -> Mapping[str, Any]:  # noqa: ANN401 - as above
    customer: customers.Customer = story.customer
    contacts = customers.FollowUp.objects.filter(customer_id=customer.pk, struck_at=None)
    deals = _deals(request, customer)
    names = names_by_id({deal.owner_id for deal in deals})
    return {
        "registered_at": customer.registered_at,
        "visits": len(story.receptions),
        "contacts": contacts.count(),
        "last_contact": contacts.order_by("-at").values_list("at", flat=True).first(),
        "ways": [_way(request, deal, names) for deal in deals],
    }


def _way(request: StaffRequest, deal: Deal, names: Mapping[int, str]) -> dict[str, Any]:
    """Return how far one deal is: its stages, money, who does the next, its papers."""
    price_fen = deal.price_fen or deal.list_price_fen
    paid_fen = sums.paid(deal)
    is_open = deal.state == DealState.OPEN
    reads = sight.sees(staff_actor(request.actor), deal, request.at, shares_count=False)
    return {
        "deal": deal,
        "state": DealState(deal.state).label,
        "steps": steps_of(deal),
        "price_fen": price_fen,
        "paid_fen": paid_fen,
        "left_fen": max(0, price_fen - paid_fen) if is_open else None,
        "next": Stage(deal.next_stage).label if is_open and deal.next_stage else None,
        "owner": names.get(deal.owner_id or 0, ""),
        "agreements": list(deal.agreements.order_by("number").values_list("number", flat=True)),
        "receipts": list(sums.receipts_of(deal).order_by("number")) if reads else [],
    }


def _glance(request: StaffRequest, story: Any) -> Phrase | None:  # noqa: ANN401 - as above
    if not _may(request, story):
        return None
    deals = _deals(request, story.customer)
    deal = next((one for one in deals if one.state == DealState.OPEN), None)
    if deal is None or not deal.next_stage:
        return None
    stage = Stage(deal.next_stage).label
    if deal.next_due_on is None:
        return phrase("Unit {unit}: {stage} comes next", unit=deal.unit, stage=stage)
    return phrase(
        "Unit {unit}: {stage} comes next, by {day}",
        unit=deal.unit,
        stage=stage,
        day=deal.next_due_on,
    )


WHOLE_WAY: Final = SubjectPart(
    "customer",
    "way",
    phrase("The whole way"),
    "deals/_whole_way.html",
    _build,
    may=_may,
    glance=_glance,
    rank=5,
)

"""How far things have come with a customer, as deals tell it (7.1.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals.choices import DealState, Stage
from salesfloor.floor.deals.models import Deal, Want

if TYPE_CHECKING:
    from django.db.models import QuerySet

_GONE: Final = frozenset({DealState.RELEASED, DealState.CANCELLED, DealState.VOID})
_SIGNED_SINCE: Final = frozenset({Stage.LOAN, Stage.INSPECTION, Stage.TITLE, Stage.AFTER_SALES})
"""What comes next once the contract is signed."""


def _of(site_id: int, phone: str) -> QuerySet[Deal]:
    return Deal.objects.filter(site_id=site_id, phone=phone)


def has_paid(site_id: int, phone: str) -> bool:
    """Tell whether a first payment was made, and not made void."""
    return _of(site_id, phone).exclude(state=DealState.VOID).exists()


def has_wanted(site_id: int, phone: str) -> bool:
    """Tell whether the customer ever stood on the list of those who want a unit."""
    return Want.objects.filter(site_id=site_id, phone=phone).exists()


@customers.tells_buying
def is_buying(site_id: int, phone: str) -> bool:
    """Tell whether the customer has an open deal."""
    return _of(site_id, phone).filter(state=DealState.OPEN).exists()


def progress_of(site_id: int, phone: str) -> str:
    """Return the farthest that a deal of the customer has come; empty without a living deal."""
    found = ""
    for deal in _of(site_id, phone).exclude(state__in=_GONE):
        if deal.state == DealState.DONE or deal.next_stage in _SIGNED_SINCE:
            return "contracted"
        if deal.sealed_at is not None:
            found = "subscribed"
        found = found or "deposited"
    return found

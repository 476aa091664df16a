"""The form of an agreement: what is on record is shown with its source, only what is unknown is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.identity_numbers import IdType, masked_id
from salesfloor.base.money import yuan
from salesfloor.base.posts import MANAGERS
from salesfloor.floor.deals import agreed
from salesfloor.floor.deals.choices import DealState, WayOfPaying
from salesfloor.floor.particulars import api as particulars
from salesfloor.floor.promises import api as promises

if TYPE_CHECKING:
    from salesfloor.floor.deals.models import Deal
    from salesfloor.web.requests import StaffRequest

OTHERS: Final = tuple((f"co_buyers.{n}.name", f"co_buyers.{n}.id_no") for n in range(3))
"""Fields of other buyers: the name, the number."""


def form_of(request: StaffRequest, deal: Deal) -> dict[str, Any] | None:
    """Return what the form shows; None while no agreement can be written, or by somebody else."""
    actor = request.actor
    is_owner = deal.owner_id == actor.staff_id
    if deal.state != DealState.OPEN or deal.full_at is None:
        return None
    if not (is_owner or actor.post in MANAGERS) or agreed.open_agreement_of(deal) is not None:
        return None
    known = particulars.sheet(deal.site_id, deal.phone).particulars
    return {
        "buyer": known.buyer,
        "id_no": masked_id(known.id_no) if known.id_no else "",
        "id_types": IdType.pairs(),
        "list_yuan": yuan(deal.list_price_fen),
        "limit": promises.own_limit(actor.post, deal.site_id, request.at),
        "terms": list(promises.approved_terms(deal.site_id).items()),
        "payments": WayOfPaying.pairs(),
        "payment": deal.payment or WayOfPaying.FULL.value,
        "others": OTHERS,
    }

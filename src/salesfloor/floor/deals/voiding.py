"""Whether a receipt can be taken back just now, as its command and its page judge it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.floor.deals import agreed, sums
from salesfloor.floor.deals.choices import DealState
from salesfloor.floor.deals.models import Deal
from salesfloor.floor.deals.rules import money as rules
from salesfloor.floor.till import api as till

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase
    from salesfloor.base.verdicts import Verdict


def verdicts(receipt: till.Receipt, deal: Deal | None) -> list[Verdict]:
    """Return what the rules say of taking a receipt back, in the order in which they refuse it."""
    left = sums.to_refund(deal) if deal else 0
    is_deposit = receipt.purpose == till.Purpose.DEPOSIT
    return [
        rules.may_void(
            is_counter_entry=receipt.counter_of is not None,
            is_void=receipt.voided_by is not None,
            came_over=_came_over(receipt),
            is_paid_back=is_ended(deal) and left < receipt.amount_fen,
        ),
        rules.may_void_under(
            bears_signature=is_deposit and deal is not None and agreed.bears_signature(deal)
        ),
    ]


def why_not(receipt: till.Receipt) -> Phrase | None:
    """Say why a receipt cannot be taken back just now; None where it can."""
    kind, _, number = receipt.matter.partition(":")
    found = Deal.objects.filter(site_id=receipt.site_id, number=number) if kind == "deal" else None
    told = verdicts(receipt, found.first() if found is not None else None)
    return next((one.reason for one in told if one.reason is not None), None)


def is_ended(deal: Deal | None) -> bool:
    """Tell whether a deal ended so that its money goes back."""
    return deal is not None and deal.state in {DealState.RELEASED, DealState.CANCELLED}


def _came_over(receipt: till.Receipt) -> bool:
    """Tell whether a receipt's money came over from another unit."""
    earlier = till.Receipt.objects.filter(site_id=receipt.site_id, number=receipt.reissue_of or 0)
    return earlier.exclude(moved_to=None).exists()

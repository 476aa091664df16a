"""What an agreement on a deal means for its money and its unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.floor.customers import api as customers
from salesfloor.floor.deals.choices import BEARS_SIGNATURE, ENDED, AgreementStatus, DealState
from salesfloor.floor.deals.models import Agreement, Deal
from salesfloor.floor.promises import api as promises
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

WORDING: Final = "special_wording"
"""What a manager still has to decide about an agreement's own words."""


def open_agreement(unit_id: int) -> Agreement | None:
    """Return the agreement under way or sealed on a unit, locked; the unit is locked already."""
    rows = Agreement.objects.filter(unit_id=unit_id).exclude(status__in=ENDED)
    return rows.select_for_update().first()


def end(agreement: Agreement, status: AgreementStatus, *, at: datetime) -> None:
    """End a locked agreement: its signatures and its discount are free again, nobody decides about it."""
    agreement.status = status
    agreement.save(update_fields=["status"])
    if status in {AgreementStatus.RETURNED, AgreementStatus.WITHDRAWN}:
        agreement.signatures.filter(void_at=None).update(void_at=at)
    promises.free(agreement.site_id, agreement.number)
    settle_wording(agreement, at)


def settle_wording(agreement: Agreement, at: datetime) -> None:
    """Take the question about special wording off the manager's list."""
    subject = f"agreement:{agreement.number}"
    work.settle(kind=WORDING, subject=subject, site_id=agreement.site_id, at=at)


def withdraw_open(deal: Deal, *, at: datetime) -> None:
    """Withdraw an agreement that is not sealed: the unit goes."""
    found = open_agreement(deal.unit_id)
    if found is not None and found.status != AgreementStatus.SEALED:
        end(found, AgreementStatus.WITHDRAWN, at=at)
        forget_price(deal)


def forget_price(deal: Deal) -> None:
    """Take the agreed price off a deal whose agreement is over."""
    deal.price_fen, deal.payment = None, ""
    deal.save(update_fields=["price_fen", "payment"])


def bears_signature(deal: Deal) -> bool:
    """Tell whether an agreement that is under way or sealed bears a signature."""
    found = Agreement.objects.filter(deal=deal, unit_id=deal.unit_id, status__in=BEARS_SIGNATURE)
    return found.exists()


def number_of(deal: Deal) -> int | None:
    """Return the agreement that is under way or sealed on a deal, else the last one."""
    rows = Agreement.objects.filter(deal=deal).order_by("number")
    current = rows.exclude(status__in=ENDED).last()
    return None if current is None else current.number


def open_promises(deal: Deal, at: datetime) -> list[int]:
    """Return the numbers of the promises that are still open on a deal."""
    return list(promised(deal, at).values_list("number", flat=True))


def promised(deal: Deal, at: datetime) -> QuerySet[promises.Promise]:
    """Return the promises that are still open on a deal, waiting ones included."""
    policy = rulebook.policies(deal.site_id, at)
    phones = customers.counted_as_one(deal.site_id, deal.phone, policy, at)
    return promises.open_for(deal.site_id, phones, deal.unit, at)


def void_promises(deal: Deal, at: datetime) -> None:
    """Let the promises for a deal that is called off be void.

    Those that name no unit stay while the customer has another open deal that they can be for.
    """
    policy = rulebook.policies(deal.site_id, at)
    phones = customers.counted_as_one(deal.site_id, deal.phone, policy, at)
    rows = promises.open_for(deal.site_id, phones, deal.unit, at)
    others = Deal.objects.filter(site_id=deal.site_id, phone__in=phones, state=DealState.OPEN)
    if others.exclude(pk=deal.pk).exists():
        rows = rows.filter(unit=deal.unit)
    promises.void(rows, at=at)


def open_agreement_of(deal: Deal) -> Agreement | None:
    """Return the agreement under way or sealed on a deal, for a page."""
    return Agreement.objects.filter(deal=deal).exclude(status__in=ENDED).first()

"""What was paid for a deal, from its receipts: the one place where a deal's money is added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db.models import BigIntegerField, CharField, F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Concat

from salesfloor.floor.till import api as till

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from salesfloor.floor.deals.models import Deal

_MATTER: Final = Concat(Value("deal:"), Cast(OuterRef("number"), CharField()))
"""`matter_of` a deal around, in the database."""


def matter_of(deal: Deal) -> str:
    """Return how receipts and refunds name a deal."""
    return f"deal:{deal.number}"


def receipts_of(deal: Deal) -> QuerySet[till.Receipt]:
    """Return the receipts of a deal that stand."""
    return till.Receipt.objects.filter(
        site_id=deal.site_id, matter=matter_of(deal), counter_of=None, voided_by=None
    )


def written_for(deal: Deal) -> QuerySet[till.Receipt]:
    """Return the receipts of a deal by number, void ones too."""
    rows = till.Receipt.objects.filter(
        site_id=deal.site_id, matter=matter_of(deal), counter_of=None
    )
    return rows.order_by("number")


def deposit_paid(deal: Deal) -> int:
    """Return the deposit money received, in fen."""
    return _sum(receipts_of(deal).filter(purpose=till.Purpose.DEPOSIT))


def paid(deal: Deal) -> int:
    """Return all money received toward the price, the deposit included, in fen."""
    return _sum(receipts_of(deal).exclude(purpose=till.Purpose.FEE))


def everything(deal: Deal) -> int:
    """Return all money received, fees too, in fen."""
    return _sum(receipts_of(deal))


def paid_back(deal: Deal) -> int:
    """Return what was paid back, in fen."""
    refunds = till.Refund.objects.filter(site_id=deal.site_id, matter=matter_of(deal))
    return refunds.aggregate(sum=Sum("amount_fen"))["sum"] or 0


def to_refund(deal: Deal) -> int:
    """Return what is still to be paid back after the deal's end, in fen."""
    return deal.refund_fen - paid_back(deal)


def with_deposits(deals: QuerySet[Deal]) -> QuerySet[Deal]:
    """Return deals with the deposit money received for each, as `deposit_fen`."""
    received = till.Receipt.objects.filter(
        site_id=OuterRef("site_id"),
        matter=_MATTER,
        counter_of=None,
        voided_by=None,
        purpose=till.Purpose.DEPOSIT,
    )
    return deals.annotate(deposit_fen=_sum_of(received))


def owed_back(deals: QuerySet[Deal]) -> QuerySet[Deal]:
    """Return the deals of which money is still to be paid back, however old; how much as `left_fen`."""
    gone = till.Refund.objects.filter(site_id=OuterRef("site_id"), matter=_MATTER)
    left = deals.filter(refund_fen__gt=0).annotate(left_fen=F("refund_fen") - _sum_of(gone))
    return left.filter(left_fen__gt=0)


def _sum_of(rows: QuerySet[Any]) -> Coalesce:
    sums = rows.order_by().values("matter").annotate(sum=Sum("amount_fen")).values("sum")
    return Coalesce(Subquery(sums, output_field=BigIntegerField()), 0)


def _sum(receipts: QuerySet[till.Receipt]) -> int:
    return receipts.aggregate(sum=Sum("amount_fen"))["sum"] or 0

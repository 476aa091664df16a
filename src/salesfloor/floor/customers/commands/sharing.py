"""Shares in a customer: they hold as long as their claim, and are handed over with it (3.5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.floor.customers.models import ClaimShare
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime


def share_out(claim_id: int, shares: Mapping[int, int], at: datetime) -> None:
    """Let these shares hold on a claim, in hundredths, in place of those before."""
    ClaimShare.objects.filter(claim_id=claim_id, ended_at=None).update(ended_at=at)
    ClaimShare.objects.bulk_create(
        ClaimShare(claim_id=claim_id, staff_id=staff_id, hundredths=part, since=at)
        for staff_id, part in shares.items()
    )


def pass_shares(claim_ids: Iterable[int], *, owner_id: int, to: int, at: datetime) -> None:
    """Let the share of somebody whose customers are handed over go to the new owner."""
    rows = ClaimShare.objects.filter(claim_id__in=list(claim_ids), ended_at=None)
    for share in rows.filter(staff_id=owner_id).select_for_update():
        share.ended_at = at
        share.save(update_fields=["ended_at"])
        known = rows.filter(claim_id=share.claim_id, staff_id=to).first()
        part = share.hundredths
        if known is not None:
            part += known.hundredths
            known.ended_at = at
            known.save(update_fields=["ended_at"])
        ClaimShare.objects.create(claim_id=share.claim_id, staff_id=to, hundredths=part, since=at)


def shares_of_claim(claim_id: int) -> dict[int, int]:
    """Return the shares that hold on a claim, in hundredths; empty without a decision."""
    rows = ClaimShare.objects.filter(claim_id=claim_id, ended_at=None).order_by("pk")
    return dict(rows.values_list("staff_id", "hundredths"))


def phones_shared_with(site_id: int, staff_id: int, at: datetime) -> list[str]:
    """Return the phones of customers in whom a person holds a share now."""
    rows = ClaimShare.objects.filter(
        staff_id=staff_id, ended_at=None, claim__site_id=site_id, claim__ended_at=None
    )
    return list(rows.filter(claim__lapses_at__gt=at).values_list("claim__phone", flat=True))


def shares_by_code(claim_id: int) -> dict[str, int]:
    """Return the shares that hold on a claim by the codes of the people."""
    shares = shares_of_claim(claim_id)
    codes = people.codes_of(list(shares))
    return {codes[staff_id]: part for staff_id, part in shares.items()}

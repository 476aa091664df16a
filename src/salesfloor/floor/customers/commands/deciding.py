"""A decision about whose customer it is: the claim passes, others end, shares hold (3.5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.floor.customers.commands import claims, sharing
from salesfloor.floor.customers.models import Claim, ClaimEvent
from salesfloor.kernel.deadlines import api as deadlines

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from salesfloor.floor.customers.queries import Household
    from salesfloor.kernel.rulebook import api as rulebook


def give_by_decision(
    *,
    household: Household,
    site_id: int,
    to: int,
    shares: Mapping[int, int],
    at: datetime,
    policy: rulebook.Policies,
) -> None:
    """Let the deciding claim pass to its owner by a decision, with its kind and dates, and the shares hold.

    Where none stands, one of a visit is founded today. What others claim of the same customer ends.
    """
    deciding = household.deciding(at)
    if deciding is None:
        claims.found_claim(
            household=household, site_id=site_id, owner_id=to, kind="visit", at=at, policy=policy
        )
        claim = Claim.objects.get(site_id=site_id, phone=household.phone, ended_at=None)
    else:
        claim = Claim.objects.select_for_update().get(pk=deciding.id)
        _pass(claim, to, at)
    for other in household.claims:
        if other.id != claim.pk and other.owner_id != to and other.lapses_at > at:
            _withdraw(other.id, to, at)
    sharing.share_out(claim.pk, shares, at)


def _pass(claim: Claim, to: int, at: datetime) -> None:
    if claim.owner_id == to:
        return
    ClaimEvent.objects.create(claim=claim, kind=ClaimEvent.Kind.PASSED_ON, at=at, staff_id=to)
    claim.owner_id = to
    claim.save(update_fields=["owner_id"])


def _withdraw(claim_id: int, staff_id: int, at: datetime) -> None:
    standing = Claim.objects.filter(pk=claim_id, ended_at=None)
    if not standing.update(ended_at=at, end=Claim.End.WITHDRAWN):
        return
    ClaimEvent.objects.create(
        claim_id=claim_id, kind=ClaimEvent.Kind.WITHDRAWN, at=at, staff_id=staff_id
    )
    deadlines.settle(claims.LAPSE, subject=claim_id, at=at)

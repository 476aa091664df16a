"""Handing some of a person's customers over, before the last day (3.4.3.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.floor.customers.commands import sharing
from salesfloor.floor.customers.models import Claim, ClaimEvent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


def claims_of(owner_id: int, at: datetime) -> list[Claim]:
    """Return the standing claims of a person, what is lost first on top."""
    rows = Claim.objects.filter(owner_id=owner_id, ended_at=None, lapses_at__gt=at)
    return list(rows.order_by("lapses_at", "pk"))


def hand_over_claims(claim_ids: Iterable[int], *, owner_id: int, to: int, at: datetime) -> int:
    """Move claims of a person to another, with their dates and the person's shares; return how many."""
    rows = Claim.objects.filter(pk__in=list(claim_ids), owner_id=owner_id, ended_at=None)
    moved = list(rows.filter(lapses_at__gt=at).select_for_update().order_by("pk"))
    for claim in moved:
        ClaimEvent.objects.create(claim=claim, kind=ClaimEvent.Kind.PASSED_ON, at=at, staff_id=to)
    ids = [claim.pk for claim in moved]
    sharing.pass_shares(ids, owner_id=owner_id, to=to, at=at)
    return Claim.objects.filter(pk__in=ids).update(owner_id=to)

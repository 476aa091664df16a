"""Open deals follow their customer: to a new owner by a decision, a hand-over, somebody's leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.floor.deals import credited
from salesfloor.floor.deals.choices import DealState
from salesfloor.floor.deals.models import Deal
from salesfloor.kernel.people import api as people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from django.db.models import QuerySet


def open_deals_of(staff_id: int) -> QuerySet[Deal]:
    """Return the open deals of a person."""
    return Deal.objects.filter(owner_id=staff_id, state=DealState.OPEN)


def decided(
    site_id: int, phones: Iterable[str], *, to: int, shares: Mapping[str, int], at: datetime
) -> int:
    """Let the open deals of a customer have the owner and shares of a decision; return how many (3.5.1)."""
    rows = Deal.objects.filter(site_id=site_id, phone__in=list(phones), state=DealState.OPEN)
    parts = {code: part for code, part in shares.items() if part}
    moved = list(rows.select_for_update().order_by("pk"))
    for deal in moved:
        deal.owner_id, deal.shares = to, parts
        deal.save(update_fields=["owner_id", "shares"])
        credited.settle(deal, at)
    return len(moved)


def handed_over(
    giver: int, to: int, *, site_id: int | None = None, phones: Iterable[str] | None = None
) -> int:
    """Let open deals go to a new owner, all of a person or those of some customers; return how many.

    The shares of a deal whose deposit is full stay as they are, those of others go along (3.4.3.6).
    """
    rows = open_deals_of(giver).select_for_update().order_by("pk")
    if phones is not None:
        rows = rows.filter(site_id=site_id or 0, phone__in=list(phones))
    codes = people.codes_of([giver, to])
    moved = list(rows)
    for deal in moved:
        deal.owner_id = to
        if deal.full_at is None:
            deal.shares = _moved(deal.shares, codes[giver], codes[to])
        deal.save(update_fields=["owner_id", "shares"])
    return len(moved)


def _moved(shares: Mapping[str, int], giver: str, to: str) -> dict[str, int]:
    parts = dict(shares)
    part = parts.pop(giver, 0)
    if part:
        parts[to] = parts.get(to, 0) + part
    return parts

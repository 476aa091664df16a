"""Proposals: for select boxes, lists and pages, and who sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.posts import LEADERS
from salesfloor.kernel.proposals.models import Proposal, State

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from salesfloor.base.acts import Actor
    from salesfloor.base.phrases import Phrase


def proposals_to_decide(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the proposals that wait for an answer."""
    del at
    rows = Proposal.objects.filter(
        site_id=actor.site_id or 0, status__in=[State.OPEN, State.LATER]
    ).order_by("number")
    return [(str(row.number), f"{row.number} {row.text[:40]}") for row in rows[:100]]


def proposals_seen_by(actor: Actor) -> QuerySet[Proposal]:
    """Return those of the site: all of them to its leads and those above, one's own to everybody."""
    rows = Proposal.objects.filter(site_id=actor.site_id or 0)
    return rows if actor.post in LEADERS else rows.filter(proposed_by=actor.code)


def may_see(actor: Actor, site_id: int, number: str) -> bool:
    """Tell whether somebody sees a proposal and what is attached to it."""
    return proposals_seen_by(actor).filter(site_id=site_id, number=number).exists()

"""What the page of a hazard's finding offers from the log: to acknowledge it (2.3.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.posts import MANAGERS, Post
from salesfloor.kernel.findings.api import Finding, also_offer
from salesfloor.kernel.work.api import Act
from salesfloor.trades.venue.hazards.api import Hazard
from salesfloor.trades.venue.shifts import rules

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor


@also_offer
def to_acknowledge(finding: Finding, actor: Actor) -> list[Act]:
    """Offer to acknowledge a hazard that nobody has, to who stands above its finder."""
    if actor.post not in MANAGERS:
        return []
    waiting = Hazard.objects.filter(
        site_id=finding.site_id, number=finding.number, acknowledged_at=None
    ).first()
    if waiting is None or not rules.may_acknowledge(Post(actor.post), Post(waiting.finder_post)):
        return []
    return [Act("acknowledge_log", {"finding": finding.number}, hidden=("finding", "log_no"))]

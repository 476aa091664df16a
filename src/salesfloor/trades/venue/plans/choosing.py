"""What the form of the day's plan offers: the items that are not done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.trades.venue.plans.models import PlanItem

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import Actor
    from salesfloor.base.phrases import Phrase


def items_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase | str]]:
    """Return the items of the site's plans that are open, for a select box."""
    del at
    rows = PlanItem.objects.filter(site_id=actor.site_id or 0, done_at=None).order_by("number")
    return [(str(row.number), f"{row.number} {row.text[:40]}") for row in rows]

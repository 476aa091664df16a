"""Acknowledging a hazard by somebody above, which is a report where it reaches the company."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.trades.venue.hazards import rules
from salesfloor.trades.venue.hazards.queries import hazard_locked, posts_above
from salesfloor.trades.venue.hazards.reporting import report

if TYPE_CHECKING:
    from salesfloor.base.commands import StaffActor
    from salesfloor.trades.venue.hazards.models import Hazard


def to_acknowledge(site_id: int, number: int) -> Hazard:
    """Return a hazard that is to be acknowledged, locked.

    :raises Refused: `input` where there is none.
    """
    return hazard_locked(site_id, number)


def acknowledge(hazard: Hazard, *, actor: StaffActor, at: datetime) -> None:
    """Acknowledge a hazard, once; it counts as its report where the person is high enough.

    :raises Refused: `input` for the second time.
    """
    if hazard.acknowledged_at is not None:
        raise bad_input(phrase("Hazard {finding} is acknowledged already.", finding=hazard.number))
    hazard.acknowledged_at, hazard.acknowledged_by = at, actor.code
    hazard.save(update_fields=["acknowledged_at", "acknowledged_by"])
    reaching = rules.reached_by(hazard.grade, posts_above(hazard.site_id, at))
    is_finder = actor.code == hazard.finder
    if rules.may_report(Post(actor.post), reaching, is_finder=is_finder):
        report(hazard, to=actor.code, actor=actor, at=at)

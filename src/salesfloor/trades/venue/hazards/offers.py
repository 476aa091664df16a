"""What the page of a hazard's finding offers: the report to the company, the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.kernel.findings.api import Finding, Status, also_offer
from salesfloor.kernel.work.api import Act
from salesfloor.trades.venue.hazards.models import Hazard

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor


@also_offer
def of_hazard(finding: Finding, _actor: Actor) -> list[Act]:
    """Offer what a hazard wants beyond a finding, as long as it wants it."""
    hazard = Hazard.objects.filter(site_id=finding.site_id, number=finding.number).first()
    if hazard is None:
        return []
    given = {"finding": finding.number}
    acts = [] if hazard.reported_at else [Act("report_hazard", given)]
    if finding.status == Status.OPEN:
        acts.append(Act("plan_fix", given))
    return acts

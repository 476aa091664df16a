"""What happens to findings by themselves: overdue levels, and a struck line that takes one away."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from salesfloor.base.lines import line, on
from salesfloor.base.phrases import phrase
from salesfloor.kernel.escalations import api as escalations
from salesfloor.kernel.escalations.api import Matter
from salesfloor.kernel.findings.models import Finding, StepKind
from salesfloor.kernel.findings.raising import OVERDUE, add_step, named, owe_nothing, path_of
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from salesfloor.base.lines import Entry


def _matter(pk: int) -> Matter:
    finding = Finding.objects.get(pk=pk)
    return Matter(
        clause=finding.clause,
        sentence=phrase(
            "Not put right in time: {subject}, {text}",
            subject=named(finding, finding.fix_by),
            text=finding.text,
        ),
        about=path_of(finding),
        facts={"finding": finding.number, "grade": finding.grade},
    )


def _every(site_id: int, subject: int, at: datetime) -> timedelta:
    del subject
    return timedelta(hours=rulebook.policies(site_id, at)["escalation.every_hours"])


escalations.declare(
    escalations.Kind(
        line=line(
            OVERDUE,
            "progress",
            phrase("Finding {finding} is overdue, level {level}: {told} are told"),
            facts={"finding": int, "level": int, "told": list},
        ),
        matter=_matter,
        every=_every,
    )
)


@on("strike")
def take_away(entry: Entry) -> None:
    """Take a finding away whose line is struck: it counts nowhere and escalates no more."""
    if entry.register != "finding":
        return
    rows = Finding.objects.select_for_update().filter(
        site_id=entry.site_id, number=entry.body["register_no"], struck_at=None
    )
    for finding in rows:
        escalations.stop(OVERDUE, finding.pk, at=entry.at)
        finding.struck_at = entry.at
        finding.save(update_fields=["struck_at"])
        reason = entry.personal.get("reason", "")
        add_step(finding, StepKind.STRUCK, actor=entry.actor, at=entry.at, note=reason)
        owe_nothing(finding, entry.at)

"""The page of a finding: what is wrong, by when, what was done, and the way to put it right or look again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.choices import label_of
from salesfloor.base.phrases import phrase
from salesfloor.base.subjects import find_subject
from salesfloor.kernel.findings.models import GRADES, Finding, Status, Step, StepKind
from salesfloor.kernel.findings.offers import offered
from salesfloor.kernel.findings.queries import READERS
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.directory import names_of
from salesfloor.web.pages import page, row_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.web.requests import StaffRequest


@page(may=READERS, methods=["GET"])
def finding(request: StaffRequest, number: int) -> HttpResponse:
    """Show a finding of the site with what can be done about it now."""
    rows = Finding.objects.filter(site_id=request.actor.site_id or 0, struck_at=None)
    row: Finding = row_or_404(rows, number=number)
    place = find_subject([row.subject_kind], row.site_id, row.subject, request.at)
    facts: list[tuple[Phrase, object]] = [
        (phrase("What or where"), place.name if place else row.subject),
        (phrase("Grade"), GRADES.get(row.grade, row.grade)),
        (phrase("To be fixed by"), phrase("{at}", at=row.fix_by)),
    ]
    return subject_page(
        request,
        f"finding:{number}",
        head=phrase("Finding {finding}", finding=number),
        clause=row.clause,
        words=row.text,
        state=Status(row.status).label,
        facts=facts,
        acts=[*offered(row, request.actor), *_acts(row, request.actor.code)],
        history=_history(row),
        back=(phrase("Findings"), "findings:findings"),
    )


def _acts(row: Finding, code: str) -> list[Act]:
    given = {"finding": row.number}
    if row.status == Status.OPEN:
        more = [] if row.is_extended else [Act("extend_finding", given)]
        return [Act("fix", given), Act("reply_finding", given), *more]
    if row.status == Status.FIXED and row.fixed_by != code:
        return [Act("recheck", given)]
    return []


def _history(row: Finding) -> list[Phrase]:
    steps: list[Step] = list(row.steps.order_by("at", "pk"))
    names = names_of({step.by for step in steps})
    return [
        phrase(
            "{at} {who}: {what}. {text}",
            at=step.at,
            who=step.said_by or names.get(step.by, step.by),
            what=label_of(StepKind, step.kind),
            text=step.note,
        )
        for step in steps
    ]

"""The page of a paper: whose, good to which day, what came before it, and the way to renew it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salesfloor.base.phrases import phrase
from salesfloor.base.subjects import find_subject
from salesfloor.kernel.licences.models import Paper, PaperKind
from salesfloor.kernel.licences.queries import READERS
from salesfloor.kernel.licences.recording import WARN_BEFORE, standing
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.pages import page, row_or_404

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.web.requests import StaffRequest


@page(may=READERS, methods=["GET"])
def paper(request: StaffRequest, number: int) -> HttpResponse:
    """Show a paper of the site; one that a newer one replaced says so."""
    rows = Paper.objects.filter(site_id=request.actor.site_id or 0)
    row: Paper = row_or_404(rows, number_in_register=number)
    place = find_subject([row.subject_kind], row.site_id, row.subject, request.at)
    warn_before = rulebook.policies(row.site_id, request.at)[WARN_BEFORE]
    now = standing(row.valid_until, request.at, warn_before)
    facts: list[tuple[Phrase, object]] = [
        (phrase("Whose"), place.name if place else row.subject),
        (phrase("Number"), row.number),
        (phrase("Good from"), _day(row.valid_from)),
        (phrase("Good to"), _day(row.valid_until)),
        (phrase("Days left"), "" if now.days_left is None else str(now.days_left)),
        (phrase("Issued by"), row.issued_by),
    ]
    given = {"subject": row.subject, "kind": row.kind}
    return subject_page(
        request,
        row.about,
        head=PaperKind(row.kind).label,
        clause=row.clause,
        state=phrase("Replaced by a newer one") if row.replaced_at else now.state.label,
        facts=[(label, value) for label, value in facts if value],
        acts=[] if row.replaced_at else [Act("paper", given)],
        history=_older(row),
        back=(phrase("Licences"), "licences:papers"),
    )


def _day(on: date | None) -> object:
    return phrase("{on}", on=on) if on else ""


def _older(row: Paper) -> list[Phrase]:
    same = Paper.objects.filter(
        site_id=row.site_id, subject_kind=row.subject_kind, subject=row.subject, kind=row.kind
    )
    return [
        phrase(
            "{at} recorded: {number}, good to {on}",
            at=one.recorded_at,
            number=one.number,
            on=one.valid_until,
        )
        for one in same.order_by("recorded_at", "pk")
    ]

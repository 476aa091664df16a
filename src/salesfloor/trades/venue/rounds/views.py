"""A zone leads to the sheet of its next round; a missed round has a page on which it is excused."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect

from salesfloor.base.china_time import iso
from salesfloor.base.phrases import phrase
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.trades.venue.rounds.chains import CLAUSE, subject_of
from salesfloor.trades.venue.rounds.models import Miss
from salesfloor.trades.venue.rounds.queries import READERS, shift_names, state_of_miss
from salesfloor.web.directory import names_of
from salesfloor.web.pages import page, row_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.web.requests import StaffRequest


@page(may=READERS, methods=["GET"])
def zone(_request: StaffRequest, code: str) -> HttpResponse:
    """Lead to the checklist that is gone through on a round of the zone."""
    return redirect("checks:sheet", "hygiene", code)


@page(may=READERS, methods=["GET"])
def miss(request: StaffRequest, code: str, due_at: str) -> HttpResponse:
    """Show a missed round: when it was due, in whose shift, and the way to excuse it."""
    try:
        due = datetime.fromisoformat(due_at)
    except ValueError:
        raise Http404 from None
    if due.tzinfo is None:
        raise Http404
    site_id = request.actor.site_id or 0
    rows = Miss.objects.filter(site_id=site_id).select_related("zone")
    row: Miss = row_or_404(rows, zone__code=code, due_at=due)
    return subject_page(
        request,
        subject_of(row.zone, row.due_at),
        head=phrase("Missed round: {place}", place=row.zone.name),
        clause=CLAUSE,
        state=state_of_miss(row),
        facts=_facts_of(row),
        acts=_excuse(row, request),
        back=(phrase("Missed rounds"), "rounds:missed"),
    )


def _facts_of(row: Miss) -> list[tuple[Phrase, object]]:
    names = names_of([row.who, row.excused_by])
    shift = shift_names(row.site_id).get(row.shift, row.shift)
    facts: list[tuple[Phrase, object]] = [
        (phrase("Was due"), phrase("{at}", at=row.due_at)),
        (phrase("Shift"), phrase("{shift} of {on}", shift=shift, on=row.on)),
        (phrase("In charge"), names.get(row.who, row.who)),
    ]
    if row.excused_at is not None:
        facts.append((phrase("Miss excused by"), names.get(row.excused_by, row.excused_by)))
        facts.append((phrase("Reason"), row.reason))
    return facts


def _excuse(row: Miss, request: StaffRequest) -> list[Act]:
    """Offer to excuse a round that somebody else missed."""
    if row.excused_at is not None or row.who == request.actor.code:
        return []
    given = {"place": row.zone.code, "due_at": iso(row.due_at)}
    return [Act("excuse_round", given, hidden=("place", "due_at"))]

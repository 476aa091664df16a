"""Pages of a service area: my shift, the wall board, the sheet of a hand-over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render

from salesfloor.base.acts import SiteActor
from salesfloor.base.dates import day_or_none
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.work.api import subject_page
from salesfloor.trades.venue.cockpit.module import ON_SITE
from salesfloor.trades.venue.cockpit.queries import area_now, handover_sheet
from salesfloor.trades.venue.cockpit.sheets import ArrivalLine, shift_of
from salesfloor.trades.venue.shifts import api as shifts
from salesfloor.web.directory import names_of
from salesfloor.web.pages import give_form, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest


@page(may=ON_SITE, methods=["GET"])
def shift(request: StaffRequest) -> HttpResponse:
    """Show my shift: arrive, hand over, take over, log, and the rounds that are due."""
    now = area_now(_at_site(request), request.at)
    mine = shifts.Rostered.objects.select_related("shift__kind").filter(
        staff_id=request.actor.staff_id or 0, off_at=None, ended_at=None, ends_at__gt=request.at
    )
    row = mine.order_by("starts_at").first()
    context: dict[str, Any] = {"now": now, "mine": row, "at": request.at}
    if row is not None and row.arrived_at is None:
        context["arrive"] = give_form(request, "arrive")
    if row is not None and row.arrived_at is not None:
        context["hand_over"] = give_form(request, "hand_over_shift")
        context["end"] = give_form(request, "end_shift")
    if now.handover is not None and now.handover.by_id != request.actor.staff_id:
        items = shifts.open_items(request.actor.site_id or 0)
        given = {"handover": now.handover.number, "items": items}
        context["take_over"] = give_form(
            request, "take_over_shift", hidden=["handover", "items"], given=given
        )
    context["log"] = give_form(request, "log", hidden=["claimed_at"])
    return render(request, "cockpit/shift.html", context)


@page(may=ON_SITE, methods=["GET"])
def board(request: StaffRequest) -> HttpResponse:
    """Show the service area on the wall; the picture comes anew by itself."""
    now = area_now(_at_site(request), request.at)
    return render(request, "cockpit/board.html", {"now": now, "at": request.at})


@page(may=ON_SITE, methods=["GET"])
def board_now(request: StaffRequest) -> HttpResponse:
    """Answer the board's picture alone."""
    now = area_now(_at_site(request), request.at)
    return render(request, "cockpit/_board.html", {"now": now, "at": request.at})


@page(may=ON_SITE, methods=["GET"])
def handover(request: StaffRequest, number: int) -> HttpResponse:
    """Show a hand-over's sheet, which prints on A4."""
    sheet = handover_sheet(_at_site(request).site_id, number)
    if sheet is None:
        raise Http404
    return render(request, "cockpit/handover.html", {"sheet": sheet, "at": request.at})


@page(may=ON_SITE, methods=["GET"])
def of_shift(request: StaffRequest, code: str, on: str) -> HttpResponse:
    """Show one shift: its people, when they came, its hand-over and rounds."""
    actor, day = _at_site(request), day_or_none(on)
    if day is None:
        raise Http404
    sheet = shift_of(actor=actor, at=request.at, on=day, shift=code)
    names = names_of(sheet.who)
    came = {one.who: one for one in sheet.arrived}
    facts = [
        (phrase("{who}", who=names.get(who, who)), _arrival(came.get(who))) for who in sheet.who
    ]
    rounds_told = phrase(
        "{done} done, {missed} missed", done=sheet.rounds_done, missed=sheet.rounds_missed
    )
    return subject_page(
        request,
        f"shift:{code}:{on}",
        head=phrase("Shift {shift} of {on}", shift=code, on=day),
        clause="2.4.1",
        facts=[*facts, (phrase("Rounds"), rounds_told)],
        ways=[(phrase("Hand-over"), f"handover:{sheet.handover}")] if sheet.handover else [],
    )


def _arrival(line: ArrivalLine | None) -> Phrase:
    if line is None:
        return phrase("not arrived")
    if line.late_minutes:
        return phrase("{at}, {minutes} minutes late", at=line.at, minutes=line.late_minutes)
    return phrase("{at}, in time", at=line.at)


def _at_site(request: StaffRequest) -> SiteActor:
    actor = request.actor
    if actor.site_id is None:
        raise bad_input(phrase("Say at which site."))
    return SiteActor(actor.code, actor.post, actor.site_id, actor.staff_id, actor.name)

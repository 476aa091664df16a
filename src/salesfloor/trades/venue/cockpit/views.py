"""Pages of a service area: my shift, the wall board, the sheet of a hand-over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from salesfloor.base.acts import SiteActor
from salesfloor.base.dates import day_or_none
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import Post
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.trades.venue.cockpit.module import ON_SITE
from salesfloor.trades.venue.cockpit.queries import area_now, handover_sheet, open_items
from salesfloor.trades.venue.cockpit.sheets import ArrivalLine, shift_of
from salesfloor.trades.venue.shifts import api as shifts
from salesfloor.web.directory import names_of
from salesfloor.web.pages import give_form, may, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.trades.venue.cockpit.queries import AreaNow
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
    context |= _taking_over(request, now)
    context["log"] = give_form(request, "log", hidden=["claimed_at"])
    return render(request, "cockpit/shift.html", context)


@page(may=ON_SITE, methods=["GET"])
def taking_over(request: StaffRequest) -> HttpResponse:
    """Answer the hand-over that waits, with what is open at this moment; what is new is marked."""
    now = area_now(_at_site(request), request.at)
    context = _taking_over(request, now, request.GET.get("seen", ""))
    return render(request, "cockpit/_take_over.html", {"now": now, **context})


def _taking_over(request: StaffRequest, now: AreaNow, seen: str | None = None) -> dict[str, Any]:
    """Return the form by which a hand-over is signed for, and the items that it signs for."""
    if now.handover is None or now.handover.by_id == request.actor.staff_id:
        return {}
    items = shifts.open_items(request.actor.site_id or 0)
    given = {"handover": now.handover.number, "items": items}
    form = give_form(
        request,
        "take_over_shift",
        hidden=["handover", "items"],
        given=given,
        next_url=reverse("cockpit:shift"),
    )
    looked_at = items if seen is None else seen.split(",")
    shown = [
        (one, one.code not in looked_at) for one in open_items(request.actor.site_id or 0, items)
    ]
    return {"take_over": form, "open_items": shown, "seen": ",".join(looked_at)}


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


@page(may=ON_SITE, methods=["GET"], screens=True)
def television(request: StaffRequest) -> HttpResponse:
    """Show the service area across the room, without a name of anybody."""
    return render(request, "cockpit/tv.html", _on_the_wall(request))


@page(may=ON_SITE, methods=["GET"], screens=True)
def television_now(request: StaffRequest) -> HttpResponse:
    """Answer the television's picture alone."""
    return render(request, "cockpit/_board.html", _on_the_wall(request))


def _on_the_wall(request: StaffRequest) -> dict[str, Any]:
    if request.screen is None:
        actor = _at_site(request)
    else:
        actor = SiteActor(request.screen.name, Post.SALESPERSON, request.screen.site_id, None, "")
    return {"now": area_now(actor, request.at), "at": request.at, "is_wall": True}


@page(may=ON_SITE, methods=["GET"])
def handover(request: StaffRequest, number: int) -> HttpResponse:
    """Show a hand-over's sheet, which prints on A4; while it waits, it is signed for beneath."""
    actor = _at_site(request)
    sheet = handover_sheet(actor.site_id, number)
    if sheet is None:
        raise Http404
    context: dict[str, Any] = {"sheet": sheet, "at": request.at}
    if sheet.row.taken_at is None and may(request.actor, "take_over_shift"):
        now = area_now(actor, request.at)
        if now.handover is not None and now.handover.number == number:
            context |= {"now": now, **_taking_over(request, now)}
    return render(request, "cockpit/handover.html", context)


@page(may=ON_SITE, methods=["GET"])
def of_shift(request: StaffRequest, code: str, on: str) -> HttpResponse:
    """Show one shift: its people, when they came, its hand-over and rounds."""
    actor, day = _at_site(request), day_or_none(on)
    if day is None:
        raise Http404
    sheet = shift_of(actor=actor, at=request.at, on=day, shift=code)
    found = shifts.shift_named(actor.site_id, code, day)
    is_mine = (
        found is not None
        and shifts.Rostered.objects.filter(
            shift_id=found.id, staff_id=actor.staff_id or 0, off_at=None, ended_at=None
        )
        .exclude(arrived_at=None)
        .exists()
    )
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
        head=phrase("Shift {shift} of {on}", shift=found.name if found else code, on=day),
        clause="2.4.1",
        facts=[*facts, (phrase("Rounds"), rounds_told)],
        ways=[(phrase("Hand-over"), f"handover:{sheet.handover}")] if sheet.handover else [],
        acts=[Act("hand_over_shift")] if is_mine and sheet.handover is None else [],
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

"""A meeting on a phone, for everybody, and on the projector, item by item (3.6.1, 4.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from salesfloor.base.commands import COMMANDS
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import Refused
from salesfloor.floor.meetings import agenda, pictures, raised, rules, shown, slides, standing
from salesfloor.floor.meetings.commands.fields import MEMBERS
from salesfloor.floor.meetings.lists import title_of
from salesfloor.floor.meetings.models import Attendance, Spoken, Status
from salesfloor.floor.results import api as results
from salesfloor.floor.targets import api as targets
from salesfloor.kernel.people import api as people
from salesfloor.web.directory import names_by_id
from salesfloor.web.pages import give_form, go, page
from salesfloor.web.pictures import sheet_of

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.base.commands import StaffActor
    from salesfloor.floor.meetings.models import Meeting
    from salesfloor.web.pictures import Picture
    from salesfloor.web.requests import StaffRequest


def _found(actor: StaffActor, code: str, request: StaffRequest) -> Meeting:
    site = people.Site.objects.get(pk=actor.site_id)
    try:
        return standing.meeting_named(code, site, request.at, lock=False)
    except Refused:
        raise Http404 from None


@page(may=MEMBERS, methods=["GET"])
def coming(request: StaffRequest) -> HttpResponse:
    """Go to the next weekly meeting; where none is planned to the setting that plans one, else to the list."""
    actor = results.staff_actor(request.actor)
    site = people.Site.objects.get(pk=actor.site_id)
    try:
        row = standing.next_weekly(site, request.at)
    except Refused:
        if COMMANDS["policy"].may_be_given_by(request.actor):
            how = phrase(
                "No weekly meeting is planned. Tick it here; it plans itself from then on."
            )
            return go(request, "rulebook:policy", toast=how, name="floor.duties")
        none = phrase("No weekly meeting is planned. The site's settings switch it on.")
        return go(request, "meetings:meetings", toast=none)
    return go(request, "meetings:meeting", code=row.code)


@page(may=MEMBERS, methods=["GET"])
def meeting(request: StaffRequest, code: str) -> HttpResponse:
    """Show a meeting: agenda, who is here, what was said and raised, minutes to read and sign."""
    actor = results.staff_actor(request.actor)
    row = _found(actor, code, request)
    known = {"meeting": row.code}
    forms = [
        give_form(request, name, given=given, hidden=["meeting"])
        for name, given in shown.acts(row, actor, request.at)
    ]
    context: dict[str, Any] = {**_common(row, request), "forms": forms}
    came = Attendance.objects.filter(meeting_id=row.pk or 0, staff_id=actor.staff_id).exists()
    begins_soon = row.status == Status.PLANNED and request.at >= row.starts_at - rules.OPENS_BEFORE
    is_chair = standing.is_chair(row, actor, request.at)
    is_awaited = not is_chair or actor.code in {one.code for one in context["comers"]}
    if (begins_soon or row.status == Status.OPEN) and not came and is_awaited:
        context["attend"] = give_form(request, "attend", given=known, hidden=["meeting", "who"])
    if row.status == Status.OPEN and is_chair:
        context["may_tick"] = True
    out = shown.published(row, actor)
    context["out"] = out
    if out is not None and out.sign_by is not None:
        read = {**known, "version": out.minutes.version}
        context["sign"] = give_form(request, "sign_minutes", given=read, hidden=[*read])
    if row.status in {Status.PLANNED, Status.OPEN, Status.CLOSED} and out is None:
        context["item"] = give_form(request, "add_item", given=known, hidden=["meeting"])
    if row.week is not None and row.status in {Status.PLANNED, Status.OPEN}:
        context |= _claim(context["entries"], actor, request)
        context["led"] = results.team_led_by(actor, request.at) is not None
        context["report"] = give_form(request, "report_team", given=known, hidden=["meeting"])
    return render(request, "meetings/meeting.html", context)


def _claim(entries: list[agenda.Entry], actor: StaffActor, request: StaffRequest) -> dict[str, Any]:
    """Return the form that claims the period for which people claim now, for who has not and still may.

    Of who has a claim that somebody else recorded it is the form that signs it.
    """
    asked = next((one for one in entries if one["kind"] == "claims"), None)
    if asked is None or actor.code not in asked["missing"]:
        return {"claim": None}
    site = people.Site.objects.get(pk=actor.site_id)
    week = targets.week_to_offer(site, actor.staff_id, request.at)
    given, hidden = {"period": asked["period"]}, ["period", "measure", "who"]
    recorded = {one["who"]: one["claimed"] for one in asked.get("unsigned", ())}
    if str(week) != asked["period"] and actor.code not in recorded:
        return {"claim": None}
    found: dict[str, Any] = {
        "claim": None,
        "beside_claim": targets.beside_claim(site, actor.staff_id, week, request.at),
    }
    if actor.code in recorded:
        sign = give_form(request, "sign_target", given=given, hidden=["period", "measure"])
        facts = [(phrase("Recorded for you"), str(recorded[actor.code])), *found["beside_claim"]]
        found |= {"sign_claim": sign, "beside_signing": facts}
    if str(week) == asked["period"]:
        found["claim"] = give_form(request, "claim_target", given=given, hidden=hidden)
    return found


def _common(row: Meeting, request: StaffRequest) -> dict[str, Any]:
    site = people.Site.objects.get(pk=row.site_id)
    items = shown.with_members(agenda.items(row, site, request.at), row, site, request.at)
    entries = shown.with_heads(raised.with_owners(items, row, request.at))
    spoken = list(Spoken.objects.filter(meeting_id=row.pk or 0).order_by("at", "pk"))
    speakers = names_by_id(one.staff_id for one in spoken)
    return {
        "meeting": row,
        "title": title_of(row),
        "status": Status(row.status).label,
        "entries": entries,
        "names": shown.people_in(entries),
        "comers": shown.comers(row, request.at),
        "spoken": [(speakers.get(one.staff_id, ""), one.words) for one in spoken],
        "issues": raised.of_meeting(row, request.at),
    }


def _picture(
    row: Meeting, entry: agenda.Entry, names: dict[str, str], at: datetime
) -> Picture | None:
    """Return the picture of an item: its own, or claims beside results."""
    if entry["kind"] == "targets" and entry["rows"]:
        return pictures.claims(entry, names, people.Site.objects.get(pk=row.site_id), at)
    found: Picture | None = entry.get("picture")
    return found


@page(may=MEMBERS, methods=["GET"])
def in_pictures(request: StaffRequest, code: str) -> HttpResponse:
    """Show the pictures of a weekly meeting below each other, each with its table and spreadsheet.

    :raises Http404: for another meeting.
    """
    row = _found(results.staff_actor(request.actor), code, request)
    if row.week is None:
        raise Http404
    context = _common(row, request)
    own = (_picture(row, one, context["names"], request.at) for one in context["entries"])
    found = [*(one for one in own if one is not None), *slides.slides(row, request.at)]
    sheet = sheet_of(request, found)
    return sheet or render(request, "meetings/pictures.html", {**context, "pictures": found})


@page(may=MEMBERS, methods=["GET"])
def screen(request: StaffRequest, code: str) -> HttpResponse:
    """Show a meeting on the projector, one item of the agenda at a time, readable at six metres."""
    actor = results.staff_actor(request.actor)
    row = _found(actor, code, request)
    context = _common(row, request)
    if row.week is not None:
        found = slides.slides(row, request.at)
        context["entries"] = slides.with_slides(context["entries"], found)
    entries = context["entries"]
    asked = request.GET.get("item", "")
    place = min(int(asked), len(entries)) if asked.isdecimal() and len(asked) < 4 else 0  # noqa: PLR2004
    context |= {
        "place": place,
        "count": len(entries),
        "entry": (entry := entries[place - 1] if place else None),
        "chart": pictures.chart_of(entry, context["names"]) if entry else None,
        "picture": _picture(row, entry, context["names"], request.at) if entry else None,
        "sheets": reverse("meetings:pictures", args=[row.code]),
        "before": place - 1 if place else None,
        "after": place + 1 if place < len(entries) else None,
        "here": sum(one.at is not None for one in context["comers"]),
        "awaited": sum(one.at is not None or one.excuse is None for one in context["comers"]),
    }
    if not entries:
        after = standing.next_after(row, people.Site.objects.get(pk=row.site_id), request.at)
        context |= {"next_one": after, "next_title": title_of(after) if after else None}
    return render(request, "meetings/screen.html", context)

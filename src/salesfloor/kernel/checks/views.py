"""Doing a check on a phone: one card an item, large buttons, photos that follow when the network is back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from salesfloor.base.posts import ANYONE
from salesfloor.base.subjects import KINDS
from salesfloor.kernel.checks.lists import checklists
from salesfloor.kernel.checks.paper import asked_items, title_of
from salesfloor.kernel.checks.ways import WAYS, Way
from salesfloor.web.pages import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.kernel.checks.lists import Checklist
    from salesfloor.web.requests import StaffRequest

CHECK: Final = "check"


@page(may=ANYONE, methods=["GET"])
def choose(request: StaffRequest) -> HttpResponse:
    """List the checklists of the site's trade with what each can be done about."""
    site_id, trade = request.actor.site_id or 0, getattr(request.site, "trade", "")
    mine = [
        one
        for one in checklists().values()
        if request.actor.post in one.may and (one.trades is None or trade in one.trades)
    ]
    groups = [
        (title_of(one), one, KINDS[one.subject].all(site_id, request.at))
        for one in mine
        if one.subject in KINDS
    ]
    return render(request, "checks/choose.html", {"groups": [row for row in groups if row[2]]})


@page(may=ANYONE, methods=["GET"])
def sheet(request: StaffRequest, code: str, subject: str) -> HttpResponse:
    """Show a checklist about one subject, to be answered standing."""
    checklist = checklists().get(code)
    if checklist is None or checklist.subject not in KINDS:
        raise Http404
    site_id = request.actor.site_id or 0
    found = KINDS[checklist.subject].find(site_id, subject, request.at)
    if found is None:
        raise Http404
    way = _way_of(checklist, subject)
    context = {
        "checklist": checklist,
        "title": title_of(checklist),
        "subject": found,
        "items": asked_items(checklist, site_id, request.at),
        "way": way,
        "next": request.GET.get("next", reverse("checks:choose")),
    }
    return render(request, "checks/sheet.html", context)


def _way_of(checklist: Checklist, subject: str) -> Way:
    own = WAYS.get(checklist.code)
    if own is not None:
        return own(subject)
    return Way(CHECK, {"list": checklist.code, "subject": subject})

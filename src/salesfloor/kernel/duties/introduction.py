"""The page on which a site takes its duties on: the trade's list, ticked, from the next Monday."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import bad_input
from salesfloor.base.trades import trade_of
from salesfloor.kernel.duties.blocks import POLICY_OF_TRADE
from salesfloor.kernel.duties.introducing import monday_after, to_introduce
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.pages import give, go, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest

INTRODUCE = MANAGERS | {Post.OPERATOR}


@page(may=INTRODUCE)
def introduce(request: StaffRequest) -> HttpResponse:
    """Propose the trade's duties with what each will ask of whom; switch on those that stay ticked."""
    site_id = request.actor.site_id
    if site_id is None:
        raise bad_input(phrase("Say at which site."))
    trade = trade_of(site_id)
    policy = POLICY_OF_TRADE[trade]
    monday = monday_after(request.at)
    if request.method == "POST":
        given = {
            "name": policy,
            "value": request.POST.getlist("value"),
            "from": monday.isoformat(),
            "reason": request.POST.get("reason", "").strip(),
        }
        give(request, "policy", given)
        told = phrase("The duties run from {day} on.", day=monday)
        return go(request, "people:people", toast=told)
    running = rulebook.policies_on(site_id, monday, request.at)[policy]
    context = {
        "duties": to_introduce(trade, running, monday),
        "monday": monday,
        "are_running": bool(running),
        "site": request.site,
    }
    return render(request, "duties/introduce.html", context)

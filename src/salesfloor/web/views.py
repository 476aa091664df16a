"""What the kit itself answers: which site one looks at, and one view for every simple command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from salesfloor.base.commands import COMMANDS
from salesfloor.base.posts import ANYONE
from salesfloor.web import frame
from salesfloor.web.forms import given_by
from salesfloor.web.language import said
from salesfloor.web.pages import CHOOSE_SITES, SITE, give, give_form, go, page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from salesfloor.web.requests import StaffRequest


def _back(request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(_own_address(request))


def _own_address(request: HttpRequest) -> str:
    """Return the page to go on to, if it is one of ours, else the page of the day."""
    wished = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wished, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wished if is_ours else "/"


@page(may=ANYONE, methods=["POST"])
def change_site(request: StaffRequest) -> HttpResponse:
    """Look at another site; only those who stand above one have a choice."""
    wished = request.POST.get("site", "")
    is_free = request.actor.post in CHOOSE_SITES
    if not is_free or wished not in {str(site.pk) for site in frame.sites()}:
        raise Http404
    request.session[SITE] = int(wished)
    return _back(request)


@page(may=ANYONE)
def give_command(request: StaffRequest, name: str) -> HttpResponse:
    """Show a command's form alone, or give the command and go on to the page it came from."""
    declared = COMMANDS.get(name)
    if declared is None:
        raise Http404
    if request.method == "POST":
        give(request, name, given_by(declared, request.POST))
        return go(request, _own_address(request), toast=declared.done)
    declared.actor_for(request.actor)
    form = give_form(request, name, next_url="/", given=request.GET.dict())
    return render(request, "web/give.html", {"form": form})


@page(may=ANYONE, methods=["GET"])
def commands(request: StaffRequest) -> HttpResponse:
    """List all that the person's post may do at this site, by word."""
    trade = getattr(request.site, "trade", "")
    mine = [
        one
        for one in COMMANDS.values()
        if one.may_be_given_by(request.actor) and one.is_for_trade(trade)
    ]
    rows = sorted(mine, key=lambda one: said(one.word))
    return render(request, "web/commands.html", {"rows": rows})

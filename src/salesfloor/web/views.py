"""What the kit itself answers: which site one looks at, and one view for every simple command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext

from salesfloor.base.commands import COMMANDS
from salesfloor.base.posts import ANYONE
from salesfloor.web import frame, guides, looks, searching, tour
from salesfloor.web.dates import is_chinese
from salesfloor.web.forms import given_by
from salesfloor.web.language import said
from salesfloor.web.pages import (
    CHOOSE_SITES,
    SITE,
    give,
    give_form,
    go,
    own_address,
    page,
    said_after,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from salesfloor.web.requests import StaffRequest


def _back(request: HttpRequest) -> HttpResponseRedirect:
    return HttpResponseRedirect(own_address(request))


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
        answer = give(request, name, given_by(declared, request.POST)).answer
        return go(request, own_address(request), toast=said_after(declared, answer))
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


@page(may=ANYONE, methods=["GET"])
def search(request: StaffRequest) -> HttpResponse:
    """Find anything by a part of its name; with nothing typed, show every page one may open."""
    typed = request.GET.get("q", "")[: searching.LONGEST]
    context = {"typed": typed, "found": searching.search(request, typed)}
    if not context["found"]:
        context["pages"] = searching.pages_of(request)
    is_piece = request.htmx and not request.htmx.history_restore_request
    return render(request, "web/_hits.html" if is_piece else "web/search.html", context)


@page(may=ANYONE, methods=["POST"])
def change_look(request: StaffRequest) -> HttpResponse:
    """Show the pages light, dark, or as the device is."""
    wished = request.POST.get("look", "")
    if wished not in looks.Look.labels():
        raise Http404
    response = _back(request)
    response.set_cookie(looks.COOKIE, wished, max_age=looks.A_YEAR, samesite="Lax")
    return response


@page(may=ANYONE, methods=["GET"])
def guide(request: StaffRequest, name: str = "") -> HttpResponse:
    """Show a guide; without a name, the one for the person's post."""
    name = name or guides.guide_for(request)
    if name not in guides.NAMES:
        raise Http404
    shown = guides.guide(name, guides.language())
    others = [(one, guides.guide(one, guides.language()).title) for one in guides.NAMES]
    return render(request, "web/guide.html", {"guide": shown, "name": name, "others": others})


@page(may=ANYONE, methods=["GET"])
def take_tour(request: StaffRequest, number: int) -> HttpResponse:
    """Go on to a step of the tour, on the page where it stands."""
    steps = tour.steps_for(request)
    if not 1 <= number <= len(steps):
        raise Http404
    return HttpResponseRedirect(f"{steps[number - 1].address}?tour={number}")


def manifest(_request: HttpRequest) -> JsonResponse:
    """Let the product be installed on a phone or a desk, like a program of its own."""
    name = gettext("Salesfloor")
    icons = [
        {"src": static(f"web/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    icons.append({"src": static("web/mark.svg"), "sizes": "any", "type": "image/svg+xml"})
    facts = {
        "name": name,
        "short_name": name,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#f4f6f7",
        "theme_color": "#0b6654",
        "lang": "zh-CN" if is_chinese() else "en",
        "icons": icons,
    }
    return JsonResponse(facts, content_type="application/manifest+json")

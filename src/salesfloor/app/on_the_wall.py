"""Screens on the wall: typing the one-time code, and the page that such a screen shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from salesfloor.app.actors import set_screen_cookie
from salesfloor.base import modules
from salesfloor.base.refusals import Refused
from salesfloor.kernel.rulebook.api import database_now
from salesfloor.kernel.screens import api as screens
from salesfloor.web.language import said

if TYPE_CHECKING:
    from typing import Any


@require_http_methods(["GET", "HEAD", "POST"])
def connect_screen(request: Any) -> HttpResponse:  # noqa: ANN401 - with the fields of the middleware
    """Ask a screen for its code, or lead one that is connected to what it shows."""
    if request.screen is not None:
        wall = wall_of(request.screen.site.trade, request.screen.shows)
        return HttpResponseRedirect(wall) if wall else _asked(request, has_no_page=True)
    if request.method != "POST":
        return _asked(request)
    code = "".join(request.POST.get("code", "").split())
    at = database_now(timezone.now())
    try:
        token = screens.connect(code, address=request.META.get("REMOTE_ADDR", ""), at=at)
    except Refused as refusal:
        return _asked(request, status=422, wrong=said(refusal.sentence))
    response = HttpResponseRedirect(request.path)
    set_screen_cookie(response, token)
    return response


def wall_of(trade: str, shows: str) -> str | None:
    """Return the address of the page that a screen was connected for.

    Where its site has that page no more, or none was named, it is the first of the trade; None where
    there is none.
    """
    pages = [wall.page for wall in modules.walls() if trade in wall.trades]
    if shows in pages:
        return reverse(shows)
    return reverse(pages[0]) if pages else None


def _asked(request: Any, status: int = 200, **facts: object) -> HttpResponse:  # noqa: ANN401 - see above
    response = render(request, "account/screen.html", facts, status=status)
    response["Cache-Control"] = "no-store"
    return response

"""The site's screens: which there are, a code for a new one, disconnecting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render

from salesfloor.base.commands import COMMANDS
from salesfloor.base.posts import MANAGERS, SET_UP
from salesfloor.kernel.screens.keys import digest_of_code, new_code
from salesfloor.kernel.screens.queries import screens_at
from salesfloor.web.pages import filled, give, go, page

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest

_CODE: Final = "screen_code"
"""Where the session keeps the code that was given last, to be read off until it is used."""


@page(may=MANAGERS | SET_UP)
def screens(request: StaffRequest) -> HttpResponse:
    """Show the site's screens; let one in by a one-time code."""
    if request.actor.site_id is None:
        raise Http404
    if request.method == "POST":
        code = new_code()
        give(request, "pair_screen", filled(request, "name", "shows") | {"code": code})
        if _waiting(request, code):  # not where the same form was sent before, with another code
            request.session[_CODE] = code
        return go(request, "screens:screens", toast=COMMANDS["pair_screen"].done)
    rows = screens_at(request.actor.site_id, request.at).filter(paired_at__isnull=False)
    context = {
        "screens": rows,
        "waiting": _waiting(request, request.session.get(_CODE, "")),
        "address": request.build_absolute_uri(settings.SCREEN_URL),
    }
    return render(request, "screens/screens.html", context)


def _waiting(request: StaffRequest, code: str) -> str:
    """Return the code if nobody has typed it yet and it is still in force, else nothing."""
    rows = screens_at(request.actor.site_id or 0, request.at)
    return code if code and rows.filter(code_digest=digest_of_code(code)).exists() else ""

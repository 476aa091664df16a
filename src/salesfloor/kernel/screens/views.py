"""The site's screens: which there are, a code for a new one, disconnecting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from salesfloor.base.commands import COMMANDS
from salesfloor.base.posts import MANAGERS, SET_UP
from salesfloor.kernel.screens.keys import new_code
from salesfloor.kernel.screens.lists import CODE, SCREENS
from salesfloor.kernel.screens.queries import waiting_code
from salesfloor.web.pages import filled, give, go, page

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from salesfloor.web.requests import StaffRequest


@page(may=MANAGERS | SET_UP)
def screens(request: StaffRequest) -> HttpResponseBase:
    """Show the site's screens; let one in by a one-time code."""
    if request.actor.site_id is None:
        raise Http404
    if request.method == "POST":
        code = new_code()
        give(request, "pair_screen", filled(request, "name", "shows") | {"code": code})
        if waiting_code(
            code, request.actor.site_id, request.at
        ):  # not where the same form was sent before, with another code
            request.session[CODE] = code
        return go(request, "screens:screens", toast=COMMANDS["pair_screen"].done)
    return SCREENS.view(request)

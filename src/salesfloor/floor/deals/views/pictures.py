"""The deals of the site in pictures, for those who run it and for finance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.shortcuts import render

from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.deals.pictures import pictures
from salesfloor.web.pages import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest

WATCHERS: Final = MANAGERS | {Post.FINANCE}


@page(may=WATCHERS, methods=["GET"])
def overview(request: StaffRequest) -> HttpResponse:
    """Show stages, units, waiting deposits, errors, receipts and closings of the site."""
    shown = pictures(request.actor.site_id or 0, request.at)
    return render(request, "deals/pictures.html", {"pictures": shown})

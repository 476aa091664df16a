"""A zone leads to the sheet of its next round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect

from salesfloor.trades.venue.rounds.queries import READERS
from salesfloor.web.pages import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest


@page(may=READERS, methods=["GET"])
def zone(_request: StaffRequest, code: str) -> HttpResponse:
    """Lead to the checklist that is gone through on a round of the zone."""
    return redirect("checks:sheet", "hygiene", code)

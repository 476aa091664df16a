"""The day's plan: what is open, ticked off by tap, and more put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.trades.venue.plans.commands import DOERS
from salesfloor.trades.venue.plans.models import PlanItem
from salesfloor.web.pages import page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest


@page(may=DOERS, methods=["GET"])
def plan(request: StaffRequest) -> HttpResponse:
    """Show the plan of today and of the days to come."""
    today = day_of(request.at)
    rows = PlanItem.objects.filter(site_id=request.actor.site_id or 0, on__gte=today)
    shown = {"rows": rows.order_by("on", "number"), "today": today.isoformat()}
    return render(request, "plans/plan.html", shown)

"""Swapping days of telephone duty: whom I ask, and who asks me (7.1.12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.db.models import Q
from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.posts import Post
from salesfloor.floor.reception import api as reception
from salesfloor.floor.roster.models import Swap, SwapStatus
from salesfloor.web.directory import names_by_id
from salesfloor.web.pages import give_form, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest

_MOST: Final = 30


@page(may={Post.SALESPERSON}, methods=["GET"])
def swaps(request: StaffRequest) -> HttpResponse:
    """Show the days of duty that are one's own, the form to ask for a swap, and the swaps lately."""
    own, today = request.actor.staff_id or 0, day_of(request.at)
    duty = reception.Duty.objects.filter(site_id=request.actor.site_id or 0, on__gte=today)
    mine = list(duty.filter(staff_id=own).order_by("on").values_list("on", flat=True)[:_MOST])
    rows = Swap.objects.filter(Q(staff_id=own) | Q(with_id=own)).order_by("-pk")[:_MOST]
    names = names_by_id({one for row in rows for one in (row.staff_id, row.with_id)})
    context: dict[str, Any] = {
        "mine": mine,
        "rows": [
            {
                "row": row,
                "asks": names.get(row.staff_id, ""),
                "asked": names.get(row.with_id, ""),
                "status": SwapStatus(row.status).label,
                "may_answer": row.with_id == own and row.status == SwapStatus.ASKED,
            }
            for row in rows
        ],
    }
    if mine:
        given = {"on": request.GET.get("on") or mine[0]}
        context["form"] = give_form(request, "swap_duty", given=given)
    return render(request, "roster/swaps.html", context)

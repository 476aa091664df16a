"""The page of customers of a high grade who did not buy: what is done about each, by when (9.5.2.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render

from salesfloor.base.posts import MANAGERS
from salesfloor.floor.following.models import Lost
from salesfloor.floor.reception import api as reception
from salesfloor.web.directory import names_of
from salesfloor.web.pages import give_form, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest

_SHOWN: Final = 50


@page(may=MANAGERS, methods=["GET"])
def lost(request: StaffRequest) -> HttpResponse:
    """Show those for whom a remedy is wanted first, then the remedies set lately."""
    rows = Lost.objects.filter(site_id=request.actor.site_id or 0, at__lte=request.at)
    wanted = list(rows.filter(number=None).order_by("at", "pk")[:_SHOWN])
    done = list(rows.exclude(number=None).order_by("-set_at", "-pk")[:_SHOWN])
    ended = {
        one.pk: one
        for one in reception.Reception.objects.filter(
            pk__in=[row.reception_id for row in [*wanted, *done]]
        )
    }
    context: dict[str, Any] = {
        "wanted": [
            {
                "row": row,
                "ended": ended.get(row.reception_id),
                "form": give_form(request, "remedy", given={"ref": row.ref}, hidden=["ref"]),
            }
            for row in wanted
        ],
        "done": [{"row": row, "ended": ended.get(row.reception_id)} for row in done],
        "names": names_of(row.set_by for row in done),
    }
    return render(request, "following/lost.html", context)

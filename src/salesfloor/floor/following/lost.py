"""The page of customers of a high grade who did not buy: what is done about each, by when (9.5.2.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.posts import MANAGERS
from salesfloor.floor.customers import api as customers
from salesfloor.floor.following.models import Lost
from salesfloor.floor.reception import api as reception
from salesfloor.web.directory import names_of
from salesfloor.web.pages import give_form, page

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

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
    reached, today = reached_since(done, request.at), day_of(request.at)
    context: dict[str, Any] = {
        "wanted": [
            {
                "row": row,
                "ended": ended.get(row.reception_id),
                "form": give_form(request, "remedy", given={"ref": row.ref}, hidden=["ref"]),
            }
            for row in wanted
        ],
        "done": [
            {
                "row": row,
                "ended": ended.get(row.reception_id),
                "reached_on": reached.get(row.pk),
                "is_late": row.pk not in reached and row.on is not None and row.on < today,
            }
            for row in done
        ],
        "names": names_of(row.set_by for row in done),
    }
    return render(request, "following/lost.html", context)


def reached_since(rows: Sequence[Lost], at: datetime) -> dict[int, date]:
    """Return for remedies the day on which the customer was first reached, or was back, after they were set."""
    known = {row.customer_id for row in rows if row.customer_id is not None}
    told = customers.FollowUp.objects.filter(
        customer_id__in=known, reached=True, struck_at=None, at__lte=at
    ).values_list("customer_id", "at")
    came = reception.Reception.objects.filter(
        customer_id__in=known, struck_at=None, ended_at__lte=at
    ).values_list("customer_id", "ended_at")
    moments: dict[int, list[datetime]] = {}
    for customer_id, moment in [*told, *came]:
        if customer_id is not None and moment is not None:
            moments.setdefault(customer_id, []).append(moment)
    found: dict[int, date] = {}
    for row in rows:
        after = [
            one for one in moments.get(row.customer_id or 0, []) if row.set_at and one > row.set_at
        ]
        if after:
            found[row.pk] = day_of(min(after))
    return found

"""The duty roster: who answers the telephone and keeps the floor manned on each day (7.1.12)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.commands import COMMANDS
from salesfloor.base.dates import day_or_none
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.kernel.people import api as people
from salesfloor.web.directory import names_of
from salesfloor.web.pages import ask, filled, give, go, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest

DAYS: Final = 14
FARTHEST: Final = timedelta(days=365)


@page(may=ANYONE)
def duty_roster(request: StaffRequest) -> HttpResponse:
    """Show who is on duty in the coming days, and let leaders say who."""
    first = _first_day(request)
    if request.method == "POST":
        give(request, "put_on_duty", filled(request, "who", "on"))
        return go(request, "reception:duty_roster", toast=phrase("The duty roster is changed."))
    days = ask(request, "duty_roster", **{"from": first.isoformat(), "days": DAYS})["days"]
    working = people.working_at(request.actor.site_id or 0, request.at)
    names = names_of(day["who"] for day in days)
    today = day_of(request.at)
    context = {
        "days": [
            {
                "on": date.fromisoformat(day["on"]),
                "who": day["who"],
                "name": names.get(day["who"], day["who"]),
            }
            for day in days
        ],
        "crew": working.filter(post=Post.SALESPERSON).order_by("pinyin", "code"),
        "today": today,
        "is_later": first > today,
        "earlier": first - timedelta(days=DAYS),
        "later": first + timedelta(days=DAYS),
        "may_put": COMMANDS["put_on_duty"].may_be_given_by(request.actor),
    }
    return render(request, "reception/duty_roster.html", context)


def _first_day(request: StaffRequest) -> date:
    today = day_of(request.at)
    asked = day_or_none(request.GET.get("from")) or today
    return asked if abs(asked - today) < FARTHEST else today

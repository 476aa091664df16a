"""The day as the house counts it: what was said, what is counted, applications one by one (4.1.2)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.commands import COMMANDS
from salesfloor.base.dates import day_or_none
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.results.choices import FIGURES
from salesfloor.floor.results.models import Answered, Application, Counted
from salesfloor.floor.results.sight import MEMBERS, sight_of, staff_actor
from salesfloor.kernel.leave import api as leave
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.pages import give_form, page

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpResponse

    from salesfloor.base.commands import StaffActor
    from salesfloor.web.requests import StaffRequest

APPLICATIONS: Final = "applications"
_MOST: Final = 200


@page(may=MEMBERS, methods=["GET"])
def counts(request: StaffRequest) -> HttpResponse:
    """Show a day of those whom the reader sees, and let the house count it."""
    actor = staff_actor(request.actor)
    today = day_of(request.at)
    day = min(day_or_none(request.GET.get("on")) or today, today)
    by = rulebook.policies_on(actor.site_id, day, request.at)["results.by"]
    context: dict[str, Any] = {
        "day": day,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1) if day < today else None,
        "rows": _rows(actor, day, request.at),
        "by_applications": by == APPLICATIONS,
        "may_import": actor.post in MANAGERS | {Post.ADMIN},
    }
    if COMMANDS["count_results"].may_be_given_by(request.actor):
        who = request.GET.get("who", "")
        context["form"] = give_form(request, "count_results", given={"on": day, "who": who})
    if by == APPLICATIONS and COMMANDS["enter_application"].may_be_given_by(request.actor):
        hidden = ["who"] if actor.post is Post.SALESPERSON else []
        context["enter"] = give_form(request, "enter_application", hidden=hidden)
        context["open"] = _open(actor, request.at)
    return render(request, "results/counts.html", context)


def _rows(actor: StaffActor, day: date, at: datetime) -> list[dict[str, Any]]:
    """Return what each person said of a day and what is counted, those expected and not counted first."""
    site = people.Site.objects.get(pk=actor.site_id)
    attendance, sight = leave.Attendance(site, day, day), sight_of(actor, at)
    said, counted = (_latest(model, site.pk, day, at) for model in (Answered, Counted))
    sellers = [one for one in attendance.staff.values() if one.post == Post.SALESPERSON]
    rows = [
        {
            "who": one,
            "figures": [
                (said.get(one.pk, {}).get(name), counted.get(one.pk, {}).get(name))
                for name in FIGURES
            ],
            "is_counted": one.pk in counted,
            "is_awaited": one.pk not in counted and attendance.is_expected(one.pk, day),
        }
        for one in sorted(sellers, key=lambda each: each.code)
        if sight.sees(one.pk)
    ]
    return sorted(rows, key=lambda row: not row["is_awaited"])


def _latest(
    model: type[Answered | Counted], site_id: int, day: date, at: datetime
) -> dict[int, dict[str, int]]:
    """Return the latest figures of everybody's day, by person."""
    found: dict[int, dict[str, int]] = {}
    rows = model.objects.filter(site_id=site_id, on=day, at__lte=at).order_by("at", "pk")
    for row in rows:
        figures = {name: getattr(row, name) for name in FIGURES}
        given = {name: value for name, value in figures.items() if value is not None}
        found.setdefault(row.staff_id, {}).update(given)
    return found


def _open(actor: StaffActor, at: datetime) -> list[dict[str, Any]]:
    """Return the applications that are not complete yet, the oldest first, of those whom the reader sees."""
    sight = sight_of(actor, at)
    rows = Application.objects.filter(
        site_id=actor.site_id, complete_at=None, withdrawn_at=None
    ).order_by("entered_at", "pk")
    seen = [row for row in rows[:_MOST] if sight.sees(row.staff_id)]
    staff = people.Staff.objects.in_bulk({row.staff_id for row in seen})
    today = day_of(at)
    return [
        {
            "row": row,
            "name": staff[row.staff_id].name,
            "days": (today - day_of(row.entered_at)).days,
        }
        for row in seen
    ]

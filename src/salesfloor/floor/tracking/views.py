"""Pages: whom to call and the call's sheet, reviews with what became of the last one's points (4.3, 4.4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.posts import LEADERS, Post
from salesfloor.floor.pace import api as pace
from salesfloor.floor.results import api as results
from salesfloor.floor.tracking.commands.reviewing import Became, points_to_take_up
from salesfloor.floor.tracking.lagging import Weeks
from salesfloor.floor.tracking.models import Call, Review
from salesfloor.floor.tracking.queries import tracking_list
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.tasks import api as tasks
from salesfloor.web.directory import names_of
from salesfloor.web.pages import give_form, page

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from salesfloor.base.commands import StaffActor
    from salesfloor.web.requests import StaffRequest

_SHOWN: Final = 20


@page(may=results.MEMBERS, methods=["GET"])
def calls(request: StaffRequest) -> HttpResponse:
    """Show whom to call, in the order in which to do it, with the sheet of one; one's own calls to the person."""
    actor = results.staff_actor(request.actor)
    own = Call.objects.filter(site_id=actor.site_id, staff_id=actor.staff_id, at__lte=request.at)
    context: dict[str, Any] = {"own": list(own.order_by("-at", "-pk")[:_SHOWN])}
    context["reply_forms"] = [
        {
            "call": one,
            "form": give_form(request, "reply", given={"about": str(one)}, hidden=["about"]),
        }
        for one in context["own"]
    ]
    if leads(actor, request.at):
        context |= _callees(request, actor)
    context["names"] = names_of(
        [*(one.by for one in context["own"]), *(one["row"].who for one in context.get("rows", []))]
    )
    return render(request, "tracking/calls.html", context)


def leads(actor: StaffActor, at: datetime) -> bool:
    """Tell whether somebody answers for others, by post or by standing in."""
    return actor.post in LEADERS or bool(results.sight_of(actor, at).leads)


def _callees(request: StaffRequest, actor: StaffActor) -> dict[str, Any]:
    most = rulebook.policies(actor.site_id, request.at)["tracking_call.max_per_week"]
    today = day_of(request.at)
    rows = [
        {
            "row": row,
            "is_enough": row.calls_lately >= most,
            "days": (today - row.last_call_on).days if row.last_call_on else None,
            "pace": None if row.pace is None else round(row.pace * 100),
        }
        for row in tracking_list(actor=actor, at=request.at).rows
    ]
    chosen = next((one for one in rows if one["row"].who == request.GET.get("who")), None)
    context: dict[str, Any] = {"rows": rows, "chosen": chosen, "most": most, "is_leading": True}
    if chosen is not None:
        given = {"who": chosen["row"].who}
        context["form"] = give_form(request, "tracking_call", given=given, hidden=["who"])
    return context


@page(may=results.MEMBERS, methods=["GET"])
def reviews(request: StaffRequest) -> HttpResponse:
    """Show who is to be reviewed and the sheet of one; one's own reviews to read and sign."""
    actor = results.staff_actor(request.actor)
    own = Review.objects.filter(site_id=actor.site_id, staff_id=actor.staff_id, at__lte=request.at)
    shown = list(own.order_by("-at", "-pk")[:_SHOWN])
    context: dict[str, Any] = {"own": [_own(request, one) for one in shown]}
    if actor.post in LEADERS:
        context |= _reviewed(request, actor)
    context["names"] = names_of(
        [*(one.by for one in shown), *(one["person"].code for one in context.get("people", []))]
    )
    return render(request, "tracking/reviews.html", context)


def _own(request: StaffRequest, one: Review) -> dict[str, Any]:
    is_open = one.signed_at is None
    given = {"review": one.number}
    return {
        "review": one,
        "points": _points(one),
        "form": give_form(request, "sign_review", given=given, hidden=["review"])
        if is_open
        else None,
    }


def _points(one: Review) -> list[tasks.Task]:
    rows = tasks.Task.objects.filter(site_id=one.site_id, number__in=one.tasks)
    return list(rows.order_by("due_at", "number"))


def _reviewed(request: StaffRequest, actor: StaffActor) -> dict[str, Any]:
    at = request.at
    below = [
        one
        for one in people.working_at(actor.site_id, at).filter(post__in=results.SELLERS)
        if people.is_above(actor, one, at)
    ]
    last: dict[int, Review] = {}
    for row in Review.objects.filter(staff_id__in=[one.pk for one in below], at__lte=at).order_by(
        "at", "pk"
    ):
        last[row.staff_id] = row
    in_order = sorted(
        below, key=lambda one: (one.pk in last, last[one.pk].at if one.pk in last else at, one.code)
    )
    context: dict[str, Any] = {
        "people": [{"person": one, "last": last.get(one.pk)} for one in in_order],
        "is_leading": True,
    }
    chosen = next((one for one in below if one.code == request.GET.get("who")), None)
    if chosen is not None:
        context |= _sheet(request, actor, chosen, last.get(chosen.pk))
    return context


def _sheet(
    request: StaffRequest, actor: StaffActor, person: people.Staff, last: Review | None
) -> dict[str, Any]:
    """Return the sheet of a review: the last one's points, the figures of the period, the four parts."""
    wanted = points_to_take_up(last) if last else set()
    points = tasks.Task.objects.filter(site_id=actor.site_id, number__in=wanted)
    board = pace.board_at(people.Site.objects.get(pk=actor.site_id), request.at)
    row = pace.row_of(board, person)
    given = {"who": person.code}
    return {
        "person": person,
        "points": list(points.order_by("due_at", "number")),
        "became": Became.pairs(),
        "figures": pace.progress_row(board, row, {}) if row else None,
        "period": board.period,
        "form": give_form(request, "review", given=given, hidden=["who", "earlier"]),
    }


@page(may=results.MEMBERS, methods=["GET"])
def lagging(request: StaffRequest) -> HttpResponse:
    """Show who lags and why in sentences, with the sheet of a talk; to a salesperson why they do or do not."""
    actor, at = results.staff_actor(request.actor), request.at
    weeks = Weeks(people.Site.objects.get(pk=actor.site_id), at)
    sight = results.sight_of(actor, at)
    sellers = people.working_at(actor.site_id, at).filter(post=Post.SALESPERSON).order_by("code")
    lags = [weeks.lag_of(one) for one in sellers if sight.sees(one.pk)]
    own = [one for one in lags if one.person.pk == actor.staff_id]
    shown = own or [one for one in lags if one.is_lagging]
    context: dict[str, Any] = {
        "rows": [{"lag": one, "because": weeks.because(one)} for one in shown],
        "is_own": bool(own),
    }
    who = next((one.person for one in shown if one.person.code == request.GET.get("who")), None)
    if who is not None and actor.post in LEADERS:
        context |= {
            "person": who,
            "form": give_form(request, "talk", given={"who": who.code}, hidden=["who"]),
        }
    context["may_talk"] = actor.post in LEADERS
    return render(request, "tracking/lagging.html", context)

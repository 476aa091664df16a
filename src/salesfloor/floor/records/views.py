"""Handing in the day's records: what goes, until when, and who has done so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.dates import day_or_none
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import Post
from salesfloor.floor.records import owing
from salesfloor.floor.records.commands.handing_in import day_to_hand_in
from salesfloor.floor.records.models import HandIn, Log, Report, ReportKind
from salesfloor.floor.records.queries import hand_ins
from salesfloor.floor.results import api as results
from salesfloor.kernel.people import api as people
from salesfloor.web.dates import beside
from salesfloor.web.directory import names_of
from salesfloor.web.pages import give_form, page

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.web.requests import StaffRequest


def _reported(site: people.Site, staff_id: int, at: datetime) -> list[tuple[Phrase, Phrase]]:
    """Return which week the weekly report is about, until when it is due, and whether it is there."""
    week = owing.week_to_report(at)
    due = owing.week_due(site, staff_id, week, owing.reporting_days(site, week), at)
    about = phrase("{first} to {last}", first=week.first, last=week.last)
    found = [(phrase("The week it is about"), about), (phrase("Due"), phrase("{at}", at=due))]
    kept = Report.objects.filter(
        site_id=site.pk, staff_id=staff_id, kind=ReportKind.WEEK, period=str(week)
    )
    row = kept.order_by("-at").first()
    if row is not None:
        found.append((phrase("Handed in at"), phrase("{at}", at=row.at)))
    return found


@page(may=results.MEMBERS, methods=["GET"])
def handing_in(request: StaffRequest) -> HttpResponse:
    """Show what goes to the lead and when the door shuts; the lead sees who has handed in."""
    actor = results.staff_actor(request.actor)
    site = people.Site.objects.get(pk=actor.site_id)
    day = day_or_none(request.GET.get("on"))
    if day is None:
        day = day_to_hand_in(site, actor.staff_id, request.at)
    door = owing.door(site.pk, day, request.at)
    answer = hand_ins(actor=actor, at=request.at, on=day)
    context: dict[str, Any] = {
        "day": day,
        "door": door,
        "is_open": request.at < door,
        "rows": answer.rows,
        "names": names_of(row.who for row in answer.rows),
        "at": request.at,
        "days": beside(day, day_of(request.at)),
    }
    if actor.post is Post.SALESPERSON:
        log = Log.objects.filter(staff_id=actor.staff_id, on=day).first()
        context["done"] = results.done_on(site.pk, actor.staff_id, day, day, request.at)
        context["handed_in"] = HandIn.objects.filter(staff_id=actor.staff_id, on=day).first()
        given = {"on": day, "words": log.words if log else ""}
        context["form"] = give_form(request, "hand_in", given=given, hidden=["on"])
        context["report"] = give_form(request, "hand_in_report", hidden=["week"])
        context["reported"] = _reported(site, actor.staff_id, request.at)
        month = owing.month_planned_at(request.at)
        if month is not None:
            context["month"], context["window"] = month, owing.plan_window(month)
            context["plan"] = give_form(request, "hand_in_plan", hidden=["month"])
    return render(request, "records/hand_in.html", context)

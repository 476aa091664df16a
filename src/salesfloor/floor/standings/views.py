"""Standings with their chart, words to people, and the daily report, whose opening is reading it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.dates import day_or_none
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ABOVE_SITES, LEADERS
from salesfloor.base.refusals import no_access
from salesfloor.floor.results import api as results
from salesfloor.floor.standings.commands.reading import read_report
from salesfloor.floor.standings.lists import sums_of
from salesfloor.floor.standings.models import DailyReport, OnTheWall, Praise, Slogan
from salesfloor.floor.standings.praise import shown_to
from salesfloor.floor.standings.queries import FOR_LEADERS, Level, daily_report, standings
from salesfloor.floor.standings.wall import on_wall
from salesfloor.kernel.conduct import api as conduct
from salesfloor.kernel.people import api as people
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.charts import Chart, Series
from salesfloor.web.dates import beside
from salesfloor.web.directory import names_of
from salesfloor.web.language import said
from salesfloor.web.pages import give_form, page, row_or_404

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest

_BEST: Final = phrase("The best result of the day.")
_SENDING: Final = ("send_battle_report", "send_message", "set_slogan", "commend")


@page(may=results.MEMBERS, methods=["GET"])
def standings_page(request: StaffRequest) -> HttpResponse:
    """Show how teams and people stand, as far as one sees it."""
    actor = results.staff_actor(request.actor)
    teams = standings(actor=actor, at=request.at)
    persons = standings(actor=actor, at=request.at, level=Level.PERSON)
    chart = Chart(
        phrase("Results of the teams"),
        [row.team or "" for row in teams.rows],
        [
            Series(phrase("This period"), [float(row.result) for row in teams.rows], "accent"),
            Series(phrase("The period before"), [float(row.before) for row in teams.rows], "soft"),
        ],
        kind="bars",
        has_table=False,
    )
    context: dict[str, Any] = {
        "teams": teams,
        "persons": persons,
        "names": names_of(row.who or "" for row in persons.rows),
        "slogans": _slogans(actor.site_id),
        "chart": chart if teams.rows else None,
    }
    context["praised"] = shown_to(actor, request.at)
    is_agreed = OnTheWall.objects.filter(staff_id=actor.staff_id).exists()
    given = {"agreed": not is_agreed}
    context["wall_form"] = give_form(request, "agree_to_wall", given=given, hidden=["agreed"])
    context["is_on_wall"] = is_agreed
    if actor.post in LEADERS:
        context["forms"] = [give_form(request, name) for name in _SENDING]
    return render(request, "standings/standings.html", context)


@page(may=results.MEMBERS, methods=["GET"])
def commendation(request: StaffRequest, number: int) -> HttpResponse:
    """Show a commendation to the person, who says whether the team may read it."""
    actor = results.staff_actor(request.actor)
    own = Praise.objects.filter(site_id=actor.site_id, staff_id=actor.staff_id)
    row = row_or_404(own, number=number)
    record = conduct.Record.objects.get(site_id=actor.site_id, number=number)
    by = names_of([record.noted_by]).get(record.noted_by, record.noted_by)
    return subject_page(
        request,
        f"commendation:{number}",
        head=phrase("You are commended"),
        clause="4.6",
        words=record.note,
        state=phrase("on the team's page") if row.agreed_at else phrase("not on the team's page"),
        facts=[(phrase("Noted by"), by), (phrase("When"), phrase("{at}", at=record.at))],
        acts=[Act("agree_to_show", {"conduct": number})],
    )


def _slogans(site_id: int) -> dict[str, str]:
    names = people.team_names_of(site_id)
    rows = Slogan.objects.filter(site_id=site_id).order_by("at")
    return {names.get(row.team_id, ""): row.words for row in rows}


@page(may=results.MEMBERS, methods=["GET"], screens=True)
def television(request: StaffRequest) -> HttpResponse:
    """Show the teams across the room, and of people the first three who agreed."""
    site_id = request.screen.site_id if request.screen else request.actor.site_id
    if site_id is None:
        raise Http404
    shown = {"wall": on_wall(site_id, request.at), "at": request.at}
    is_piece = request.headers.get("HX-Target") == "tv"
    template = "standings/_wall.html" if is_piece else "standings/wall.html"
    return render(request, template, shown)


def _levels(row: DailyReport) -> dict[str, Any]:
    """Return the sums of the teams and of the centre."""
    teams, total, measure = sums_of(people.Site.objects.get(pk=row.site_id), row)
    return {
        "teams": [(name, results.as_answer(value, measure)) for name, value in teams],
        "total": results.as_answer(total, measure),
        "measure": measure.label,
    }


def _centres(day: date) -> list[dict[str, Any]]:
    """Return every centre with a report of a day: its result, and how many have not read it."""
    found = []
    for row in DailyReport.objects.filter(on=day).order_by("site_id"):
        site = people.Site.objects.get(pk=row.site_id)
        _, total, measure = sums_of(site, row)
        read = row.readings.values("staff_id").distinct().count()
        found.append(
            {
                "name": site.name,
                "measure": measure.label,
                "result": results.as_answer(total, measure),
                "unread": len(row.readers) - read,
            }
        )
    return found


@page(may=results.MEMBERS, methods=["GET"])
def report(request: StaffRequest) -> HttpResponse:
    """Show the daily report of a morning; the person who should read it has read it by opening it.

    :raises Refused: `access` for somebody who neither leads nor stands in for who does.
    """
    actor = results.staff_actor(request.actor)
    day = day_or_none(request.GET.get("on")) or day_of(request.at)
    row = DailyReport.objects.filter(site_id=actor.site_id, on=day).first()
    if actor.post not in LEADERS and (row is None or actor.staff_id not in row.readers):
        raise no_access(FOR_LEADERS)
    context: dict[str, Any] = {
        "day": day,
        "shown": None,
        "has_table": actor.post in LEADERS,
        "days": beside(day, day_of(request.at)),
    }
    if actor.post in ABOVE_SITES:
        context["centres"] = _centres(day)
    if row is not None:
        if actor.staff_id in row.readers:
            read_report(actor=actor, at=request.at, on=day)
        shown = daily_report(actor=actor, at=request.at, on=day)
        codes = {*shown.best, *shown.below, *shown.read_by, *shown.unread}
        codes |= {one.who for one in shown.rows}
        names = names_of(codes)
        people = [names.get(one.who, one.who) for one in shown.rows]
        chart = _chart(people, [float(one.result) for one in shown.rows])
        context |= {"shown": shown, "names": names, "chart": chart}
        context |= _levels(row)
        if actor.post in LEADERS:
            context["commend"] = give_form(request, "commend")
            context["commending"] = [
                {"who": code, "name": names.get(code, code), "words": said(_BEST)}
                for code in shown.best
            ]
    return render(request, "standings/report.html", context)


def _chart(names: list[str], figures: list[float]) -> Chart | None:
    """Return the results as bars; none where nobody has any."""
    if not any(figures):
        return None
    series = Series(phrase("Result"), figures, "accent")
    return Chart(phrase("Results of the people"), names, [series], kind="bars")

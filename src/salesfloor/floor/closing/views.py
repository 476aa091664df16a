"""The page of the daily close: what the day brought, what is expected next, the team's sums (4.1.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.closing.models import TeamClose
from salesfloor.floor.closing.queries import forecast_accuracy
from salesfloor.floor.closing.standing import latest_closes, own_day, team_day
from salesfloor.floor.results import api as results
from salesfloor.kernel.duties import api as duties
from salesfloor.kernel.people import api as people
from salesfloor.web.directory import names_of
from salesfloor.web.pages import give_form, page

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from salesfloor.base.commands import StaffActor
    from salesfloor.web.requests import StaffRequest

_LOOKED_BACK: Final = timedelta(days=60)
_FIGURES: Final = ("complete", "incomplete", "checks")


@page(may=results.MEMBERS, methods=["GET"])
def close(request: StaffRequest) -> HttpResponse:
    """Show the day that is to be closed: one's own for a salesperson, teams for who leads them."""
    actor, at = results.staff_actor(request.actor), request.at
    site = people.Site.objects.get(pk=actor.site_id)
    day = duties.SiteDay(site, day_of(at), at)
    context: dict[str, Any] = {
        "day": day.day,
        "due": day.clock("daily_close.due"),
        "team_due": day.clock("daily_close.team_due"),
        "is_duty": day.runs("daily_close"),
        "at": at,
    }
    if actor.post is Post.SALESPERSON:
        context |= _own(request, actor, site)
    led = results.team_led_by(actor, at)
    teams = people.Team.objects.filter(site_id=site.pk).order_by("name")
    if actor.post not in MANAGERS:
        teams = teams.filter(pk=led or 0)
    context["teams"] = [_team(request, site, team) for team in teams]
    context["names"] = names_of(code for one in context["teams"] for code in one["stands"].missing)
    return render(request, "closing/close.html", context)


def _own(request: StaffRequest, actor: StaffActor, site: people.Site) -> dict[str, Any]:
    at = request.at
    stands = own_day(site, actor.staff_id, at)
    closed = latest_closes(site.pk, day_of(at), at).get(actor.staff_id)
    is_short = stands.error is not None and stands.error < 0
    hidden = [] if is_short else ["reason"]
    if not stands.needs_word:
        hidden += _FIGURES
    given = {"forecast": closed.forecast, "reason": closed.reason} if closed else {}
    return {
        "own": stands,
        "result": results.as_answer(stands.result, stands.measure),
        "error": None if stands.error is None else _signed(stands.error),
        "is_short": is_short,
        "closed": closed,
        "measure": stands.measure.label,
        "accuracy": _accuracy(actor, at),
        "form": give_form(request, "close_day", given=given, hidden=hidden),
    }


def _signed(error: Any) -> str:  # noqa: ANN401 - a fraction
    return f"{float(error):+g}" if error else "0"


def _accuracy(actor: StaffActor, at: datetime) -> Any:  # noqa: ANN401 - the question's answer
    today = day_of(at)
    return forecast_accuracy(actor=actor, at=at, from_=today - _LOOKED_BACK, to=today)


def _team(request: StaffRequest, site: people.Site, team: people.Team) -> dict[str, Any]:
    at = request.at
    stands = team_day(site, team.pk, at)
    rows = TeamClose.objects.filter(site_id=site.pk, team_id=team.pk, on=day_of(at), at__lte=at)
    return {
        "team": team,
        "stands": stands,
        "result": results.as_answer(stands.result, stands.measure),
        "measure": stands.measure.label,
        "closed": rows.order_by("-at", "-pk").first(),
        "form": give_form(request, "close_team", given={"team": team.name}, hidden=["team"]),
    }

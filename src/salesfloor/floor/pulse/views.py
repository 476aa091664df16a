"""The page of the evening round: one's own figures, the team's sums, who has not answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from salesfloor.base.china_time import day_of, end_of, start_of
from salesfloor.base.dates import day_or_none
from salesfloor.base.posts import LEADERS, MANAGERS
from salesfloor.floor.pulse.asking import prefilled
from salesfloor.floor.pulse.evening import Evening
from salesfloor.floor.pulse.queries import pulse_status
from salesfloor.floor.results import api as results
from salesfloor.kernel.outgoing import api as outgoing
from salesfloor.kernel.people import api as people
from salesfloor.web.dates import beside
from salesfloor.web.directory import names_of
from salesfloor.web.pages import give_form, page

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from salesfloor.base.commands import StaffActor
    from salesfloor.web.requests import StaffRequest


@page(may=results.MEMBERS, methods=["GET"])
def evening(request: StaffRequest) -> HttpResponse:
    """Show the round of an evening, with the form of one's own answer and of the team's."""
    actor = results.staff_actor(request.actor)
    day = day_or_none(request.GET.get("on"))
    status = pulse_status(actor=actor, at=request.at, on=day)
    site = people.Site.objects.get(pk=actor.site_id)
    now = Evening(site, status.on, request.at)
    is_today = day is None or day == day_of(request.at)
    everybody = {code for row in status.teams for code in [*row.missing, *row.answered, *row.late]}
    leads = {row.lead for row in status.teams if row.lead}
    context: dict[str, Any] = {
        "status": status,
        "sees_members": _teams_seen(actor, now, request),
        "names": names_of([*everybody, *leads]),
        "has_round": now.has_round,
        "team_window": now.window("team"),
        "centre_window": now.window("centre"),
        "at": request.at,
        "unsent": _unsent(actor, status.on),
        "figures": results.WORDS,
        "days": beside(status.on, day_of(request.at)),
    }
    if is_today:
        own = {one.pk for members in now.members.values() for one in members}
        if actor.staff_id in own:
            given = prefilled(now, actor.staff_id)
            context["own"] = give_form(request, "answer_pulse", given=given, hidden=["who"])
        led = results.team_led_by(actor, request.at)
        if led is not None or actor.post in MANAGERS:
            name = next((team.name for team in now.teams if team.pk == led), None)
            sums = now.sums(led) if led is not None else None
            given_team: dict[str, Any] = {"team": name} if name else {}
            if sums is not None and led not in now.confirmed:
                given_team["complete_tomorrow"] = sums["tomorrow"]
            hidden = ["team", "total", "complete", "incomplete"] if name else []
            context["team"] = give_form(
                request, "answer_team_pulse", given=given_team, hidden=hidden
            )
            context["sums"] = sums
    return render(request, "pulse/evening.html", context)


def _teams_seen(actor: StaffActor, now: Evening, request: StaffRequest) -> list[str]:
    """Return the teams whose members the reader sees one by one; of the others the sums alone."""
    sight = results.sight_of(actor, request.at)
    return [one.name for one in now.teams if sight.everybody or one.pk == sight.team_id]


def _unsent(actor: StaffActor, day: date) -> int:
    """Return how many messages of a day could not be sent, for those who lead."""
    if actor.post not in LEADERS:
        return 0
    return outgoing.count_unsent(actor.site_id, start_of(day), end_of(day))

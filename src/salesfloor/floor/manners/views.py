"""The team check on a phone, and a visit rated by the customer: the code to scan, the page behind it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from salesfloor.base.acts import Actor
from salesfloor.base.china_time import days_after, end_of
from salesfloor.base.commands import COMMANDS
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import Refused, no_access
from salesfloor.floor.manners import rules
from salesfloor.floor.manners.commands.looking import Failing
from salesfloor.floor.manners.commands.rating import DAYS
from salesfloor.floor.manners.links import fits, token_of
from salesfloor.floor.manners.models import Rating
from salesfloor.floor.manners.queries import looked_at, to_look_at
from salesfloor.floor.reception import api as reception
from salesfloor.floor.results import api as results
from salesfloor.kernel.papers.api import qr
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.pages import give, go, page, row_or_404

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from salesfloor.web.requests import StaffRequest

ROBOTS: Final = "noindex, nofollow"
MOST_TRIES: Final = 20
"""Ratings sent for one visit in a quarter of an hour."""
SCORES: Final = (5, 4, 3, 2, 1)


@page(may=results.MEMBERS)
def team(request: StaffRequest) -> HttpResponse:
    """Show a team's people who are to be looked at; what fails is ticked, all others are fine."""
    actor = results.staff_actor(request.actor)
    teams = list(people.Team.objects.filter(site_id=actor.site_id).order_by("name"))
    led = results.team_led_by(actor, request.at)
    if actor.post not in MANAGERS:
        teams = [one for one in teams if one.pk == led]
    if not teams:
        raise no_access(phrase("A team is looked at by its lead or a manager."))
    if request.method == "POST":
        given = {"team": request.POST.get("team", ""), "failed": _failed(request)}
        give(request, "check_team", given)
        return go(request, "manners:team", toast=phrase("Checked."))
    groups = [
        (
            one,
            to_look_at(actor.site_id, one.pk, actor.staff_id, request.at),
            looked_at(actor.site_id, one.pk, request.at),
        )
        for one in teams
    ]
    context = {"groups": groups, "failings": Failing.pairs()}
    return render(request, "manners/team.html", context)


def _failed(request: StaffRequest) -> dict[str, list[str]]:
    found_failing: dict[str, list[str]] = defaultdict(list)
    for ticked in request.POST.getlist("fails"):
        code, _, what = ticked.rpartition(":")
        found_failing[code].append(what)
    return dict(found_failing)


@page(may=results.MEMBERS, methods=["GET"])
def invite(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the code by which the customer of a reception that has ended rates it."""
    rows = reception.Reception.objects.filter(site_id=request.actor.site_id or 0)
    if request.actor.post is Post.SALESPERSON:
        rows = rows.filter(receiver_id=request.actor.staff_id or 0)
    row: reception.Reception = row_or_404(rows.exclude(ended_at=None), pk=pk)
    address = request.build_absolute_uri(reverse("manners:rate", args=[row.pk, token_of(row.pk)]))
    context = {
        "row": row,
        "address": address,
        "picture": mark_safe(qr(address)),  # noqa: S308 - our own drawing of our own address
        "until": days_after(row.ended_at, DAYS) if row.ended_at else None,
        "rating": Rating.objects.filter(reception_id=row.pk).first(),
    }
    return render(request, "manners/invite.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Let anyone who has the link rate one visit, once; opening it changes nothing."""
    row = reception.Reception.objects.filter(pk=pk).first()
    if row is None or not fits(pk, token):
        raise Http404
    at = rulebook.database_now(timezone.now())
    said = None
    if request.method == "POST":
        said = _rated(request, row, at)
    until = end_of(days_after(row.ended_at, DAYS)) if row.ended_at else None
    is_rated = Rating.objects.filter(reception_id=row.pk).exists()
    verdict = rules.may_rate(until=until, at=at, is_rated=is_rated)
    context = {
        "site": people.Site.objects.get(pk=row.site_id),
        "scores": SCORES,
        "is_thanked": request.method == "POST" and said is None,
        "said": said,
        "over": None if verdict else verdict.reason,
    }
    response = render(request, "manners/rate.html", context)
    response["X-Robots-Tag"] = ROBOTS
    response["Referrer-Policy"] = "same-origin"
    return response


def _rated(request: HttpRequest, row: reception.Reception, at: datetime) -> object:
    """Give what the customer said; return why it was not taken, or None."""
    if not people.take_try(f"rating:{row.pk}", most=MOST_TRIES, at=at).is_allowed:
        return people.TOO_OFTEN
    given = {"ref": row.ref, "score": request.POST.get("score", "")}
    if words := request.POST.get("words", "").strip():
        given["words"] = words
    try:
        COMMANDS["rate_visit"].give(
            actor=Actor("salesfloor", Post.OPERATOR, row.site_id), at=at, given=given
        )
    except Refused as refusal:
        return refusal.sentence
    return None

"""Signing in, stepping away, coming back, signing out: on one's own phone, or by PIN at the desk."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.shortcuts import render

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import LEADERS, SALESPEOPLE
from salesfloor.base.refusals import bad_input
from salesfloor.floor.reception import permissions
from salesfloor.floor.reception.queries.glance import glance
from salesfloor.floor.reception.queries.mine import may_go
from salesfloor.kernel.consent import api as consent
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.web.pages import give, go, page, row_or_404, toasted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from salesfloor.base.commands import Actor
    from salesfloor.base.phrases import Phrase
    from salesfloor.kernel.people.models import Staff
    from salesfloor.web.requests import StaffRequest

DONE: Final = {
    "sign_in": phrase("Signed in: number {position} in the queue."),
    "sign_out": phrase("Signed out for today."),
    "step_away": phrase("Stepped away."),
    "step_back": phrase("Back on the floor."),
}
STILL_OPEN: Final = phrase(
    "Signed in: number {position} in the queue. A reception of an earlier day is still open; end it first, "
    "for until then nobody comes to you in turn."
)


@page(may=permissions.DESK, methods=["GET"])
def person(request: StaffRequest, code: str) -> HttpResponse:
    """Show what a person may do at the desk, with the PIN pad."""
    who = row_or_404(_salespeople(request), code=code)
    seen = glance(request.actor.site_id, request.at)
    floor = seen.floor()
    context = {
        "who": who,
        "presence": floor.people.get(who.pk),
        "may_sign_out": may_go(seen, floor, who.pk, leaves_for_good=True),
        "may_step_away": may_go(seen, floor, who.pk),
        "leaders": leaders_of(request),
        "at": request.at,
    }
    return render(request, "reception/_person.html", context)


@page(may=permissions.DESK, methods=["POST"])
def at_desk(request: StaffRequest) -> HttpResponse:
    """Let a person sign in, out, away or back by PIN on the desk's screen (3.2.1.1)."""
    who = row_or_404(_salespeople(request), code=request.POST.get("who", ""))
    people.check_pin(who, request.POST.get("pin", ""), request.at)
    with acting_as(request, people.actor_by_code(who.code, request.at)):
        words = change_presence(request, request.POST.get("do", ""))
    return toasted(HttpResponse(status=204), phrase("{who}: {words}", who=who.name, words=words))


@page(may=SALESPEOPLE, methods=["POST"])
def own(request: StaffRequest, do: str) -> HttpResponse:
    """Sign in, out, away or back with the own log-in."""
    words = change_presence(request, do)
    return go(request, "reception:reception", toast=words)


def change_presence(request: StaffRequest, do: str) -> Phrase:
    """Give one of the four commands; leave counts only with the leader's own PIN.

    :raises Refused: `access` for a wrong PIN of the person who gives leave, and what the command refuses.
    """
    if do not in DONE:
        raise bad_input(phrase("Sign in, sign out, step away or come back."))
    given: dict[str, str] = {}
    proven = consent.proven()
    if do == "step_away" and request.POST.get("excused_by"):
        leader = row_or_404(_leaders(request), code=request.POST["excused_by"])
        given["excused_by"] = leader.code
        if request.POST.get("leader_pin"):
            people.check_pin(leader, request.POST["leader_pin"], request.at)
            proven = consent.proven(leader.code)
    with proven:
        answer = give(request, do, given).answer
    words = STILL_OPEN if answer.get("still_open") else DONE[do]
    return phrase(words.template, position=answer.get("position", ""))


@contextmanager
def acting_as(request: StaffRequest, actor: Actor) -> Iterator[None]:
    """Let somebody who proved who they are act on this screen, for one command."""
    before = request.actor
    request.actor = actor
    try:
        yield
    finally:
        request.actor = before


def leaders_of(request: StaffRequest) -> list[Staff]:
    """Return who may give leave at this site."""
    return list(_leaders(request))


def _salespeople(request: StaffRequest) -> QuerySet[Staff]:
    """Return who may stand in this site's rotation: its own people and those lent to it."""
    site_id = registers.site_of(request.actor)
    here = people.working_at(site_id, request.at)
    return here.filter(post="salesperson")


def _leaders(request: StaffRequest) -> QuerySet[Staff]:
    here = people.working_at(registers.site_of(request.actor), request.at)
    posts = [post.value for post in LEADERS]
    return here.filter(post__in=posts).order_by("post", "pinyin", "pk")

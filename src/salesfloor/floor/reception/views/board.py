"""The board, the television, 'why am I here', the manager's override, the tap at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render

from salesfloor.base.commands import COMMANDS
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.floor.reception import live, permissions
from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.queries.board import Board, Engaged, board_of, with_topics
from salesfloor.floor.reception.queries.why import why_here
from salesfloor.floor.reception.rules import receiving, rotation
from salesfloor.floor.reception.views.ending import ending_facts
from salesfloor.floor.reception.views.parts import glances_of
from salesfloor.floor.reception.words import ASSIST
from salesfloor.kernel.consent import api as consent
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.web import directory
from salesfloor.web.pages import filled, give, may, page, row_or_404, toasted
from salesfloor.web.streams import stream_of, stream_url

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor
    from salesfloor.base.verdicts import Verdict
    from salesfloor.web.requests import StaffRequest


@page(may=permissions.BOARD, methods=["GET"])
def board(request: StaffRequest) -> HttpResponse:
    """Show the floor as it stands; the page then follows it by itself."""
    now = with_topics(board_of(request.actor.site_id, request.at))
    shown = {"board": now, "at": request.at}
    stream = stream_url(request.actor, live.view_named(live.BOARD))
    reads = request.actor.post in permissions.REPORTS
    more = {"stream": stream, "can_read_reports": reads}
    return render(request, "reception/board.html", shown | more)


@page(may=permissions.BOARD, methods=["GET"], screens=True)
def television(request: StaffRequest) -> HttpResponse:
    """Show the floor across the room, with nothing of any customer but a number."""
    site_id = request.screen.site_id if request.screen else request.actor.site_id
    shown = {
        "board": board_of(site_id, request.at),
        "at": request.at,
        "stream": stream_of(site_id, live.view_named(live.TELEVISION)),
        "is_light": request.GET.get("light") == "1",
    }
    return render(request, "reception/tv.html", shown)


@page(may=permissions.BOARD, methods=["GET"])
def why(request: StaffRequest, staff: int, channel: str) -> HttpResponse:
    """Tell why somebody stands where they stand."""
    told = why_here(request.actor.site_id, request.at, staff, channel)
    if told is None:
        raise Http404
    context = {
        "why": told,
        "at": request.at,
        "who": told.board.glance.floor().people[staff].code,
        "may_note_call": may(request.actor, "private_call"),
        "most_minutes": told.board.glance.policy["private_call.max_minutes"],
    }
    return render(request, "reception/_why.html", context)


@page(may=permissions.BOARD, methods=["GET"])
def reception(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a reception in progress or a customer who waits, with what may be done about it."""
    shown = board_of(request.actor.site_id, request.at)
    guests = {one.guest.id: one for one in shown.engaged}
    waiting = {guest.id: guest for guest in shown.waiting}
    if pk not in guests and pk not in waiting:
        raise Http404
    engaged = guests.get(pk)
    context = {
        "board": shown,
        "at": request.at,
        "guest": engaged.guest if engaged else waiting[pk],
        "engaged": engaged,
        "glances": glances_of(request, Reception.objects.get(pk=pk)),
        "is_mine": _receives(engaged, request.actor),
        "free": _free(shown),
        "may_override": may(request.actor, "override", receiving.may_override(request.actor.post)),
        "may_assist": _may_assist(request.actor, shown, engaged),
        "managers": directory.managers_of(shown.glance.site_id) if engaged else [],
        "may_note_neglect": may(request.actor, "note_neglect"),
        "may_end": _may_end(request.actor, is_mine=_receives(engaged, request.actor)),
        "consent": _consent(request, engaged),
    }
    return render(request, "reception/_reception_panel.html", context)


def _receives(engaged: Engaged | None, actor: Actor) -> bool:
    """Tell whether the person receives the customer shown."""
    return engaged is not None and engaged.receiver_id == actor.staff_id


def _may_end(actor: Actor, *, is_mine: bool) -> bool:
    """Tell whether the person ends receptions of others: the own one has a page of its own."""
    return not is_mine and bool(receiving.may_close(actor.post, is_receiver=False))


def _consent(request: StaffRequest, engaged: Engaged | None) -> consent.Consent | None:
    """Return what became of asking to help as one more."""
    if engaged is None:
        return None
    about = f"reception:{engaged.guest.ref}"
    return consent.asked_today(request.actor.staff_id or 0, ASSIST, about, request.at)


@page(may=permissions.BOARD, methods=["GET"])
def ending(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the form that ends somebody else's reception; the command lets desk and manager."""
    shown = board_of(request.actor.site_id, request.at)
    engaged = next((one for one in shown.engaged if one.guest.id == pk), None)
    if engaged is None:
        raise Http404
    receiving.may_close(request.actor.post, is_receiver=_receives(engaged, request.actor)).enforce()
    row = Reception.objects.get(pk=pk)
    context = ending_facts(request, row, shown.glance) | {"receiver": engaged.receiver}
    return render(request, "reception/_ending_dialog.html", context)


def _free(shown: Board) -> list[tuple[str, str]]:
    """Return who could be named now: code and name of everybody free, in the queue's order."""
    floor = shown.glance.floor()
    return [
        (floor.people[staff].code, shown.glance.names.of(staff))
        for staff in floor.queue(rotation.VISIT)
        if floor.is_free(staff)
    ]


def _may_assist(actor: Actor, shown: Board, engaged: Engaged | None) -> Verdict | None:
    """Judge assisting as the command does; None for other posts, and before anybody receives."""
    if engaged is None or not COMMANDS["assist"].may_be_given_by(actor):
        return None
    floor, policy = shown.glance.floor(), shown.glance.policy
    person = floor.people.get(actor.staff_id or 0)
    is_lead = actor.post is Post.LEAD
    return may(
        actor,
        "assist",
        receiving.may_break_off(is_engaged=actor.staff_id in floor.engaged),
        receiving.may_be_named(
            is_signed_in=is_lead or person is not None,
            is_away=person is not None and person.is_away,
            who=actor.name,
        ),
        receiving.may_assist(
            staff=1 + len(engaged.assistants),
            approved_by=None,
            usual=policy["reception.max_staff"],
            never_more=policy["reception.never_more_than"],
        ),
    )


@page(may=ANYONE, methods=["POST"])
def override(request: StaffRequest) -> HttpResponse:
    """Give a customer to somebody out of turn; the command lets only the manager (3.2.1.2)."""
    code = give(request, "override").answer["assigned_to"]
    names = directory.names_of([code])
    words = phrase("{to} receives now.", to=names.get(code, code))
    return toasted(HttpResponse(status=204), words)


@page(may=ANYONE, methods=["POST"])
def assist(request: StaffRequest) -> HttpResponse:
    """Join a reception as assistant; the manager's word counts with the manager's PIN (9.1.2.2)."""
    given = filled(request, "ref", "approved_by")
    proven = consent.proven()
    if "approved_by" in given and request.POST.get("manager_pin"):
        here = people.working_at(registers.site_of(request.actor), request.at)
        manager = row_or_404(here, code=given["approved_by"])
        people.check_pin(manager, request.POST["manager_pin"], request.at)
        proven = consent.proven(manager.code)
    with proven:
        give(request, "assist", given)
    words = phrase("You assist now. When the reception ends, you are free.")
    return toasted(HttpResponse(status=204), words)


@page(may=ANYONE, methods=["POST"])
def private_call(request: StaffRequest) -> HttpResponse:
    """Note a private call on the floor, with its minutes (3.6.2.2)."""
    is_breach = give(request, "private_call", filled(request, "who", "minutes")).answer["breach"]
    words = phrase("Noted: longer than allowed.") if is_breach else phrase("Noted: not too long.")
    return toasted(HttpResponse(status=204), words)


@page(may=ANYONE, methods=["POST"])
def note_neglect(request: StaffRequest) -> HttpResponse:
    """Note that a courtesy customer was neglected (3.2.4.2)."""
    give(request, "note_neglect", filled(request, "ref", "note"))
    return toasted(HttpResponse(status=204), phrase("Noted in the conduct book."))


@page(may=ANYONE, methods=["POST"])
def door(request: StaffRequest) -> HttpResponse:
    """Alert the floor that a customer is at the door (9.1.1.1)."""
    give(request, "at_the_door", {})
    return toasted(HttpResponse(status=204), phrase("Everybody on the floor sees it now."))


@page(may=ANYONE, methods=["POST"])
def nobody_at_the_door(request: StaffRequest, arrival: int) -> HttpResponse:
    """Take an alert back whose customer is not there."""
    give(request, "nobody_at_the_door", {"arrival": arrival})
    return HttpResponse(status=204)

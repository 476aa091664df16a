"""The desk: one field, the answer before the pen would be, one more tap registers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render

from salesfloor.base.china_time import day_of
from salesfloor.base.commands import Answer
from salesfloor.base.posts import ANYONE
from salesfloor.floor.customers import api as customers
from salesfloor.floor.reception import forms, live, permissions
from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.queries import reports
from salesfloor.floor.reception.queries.board import Board, board_of
from salesfloor.floor.reception.queries.look_up import (
    LookedUp,
    Question,
    look_up,
    phone_of,
    question_before,
)
from salesfloor.floor.reception.rules import receiving, rotation
from salesfloor.floor.reception.views.ending import if_registered_as_no_buyer
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.web import directory
from salesfloor.web.pages import filled, give, page, was_sent
from salesfloor.web.streams import stream_url

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.floor.reception.queries.glance import Glance
    from salesfloor.web.requests import StaffRequest

RECENT = 6


@page(may=permissions.DESK, methods=["GET"])
def desk(request: StaffRequest) -> HttpResponse:
    """Show the one field, who is up, who waits, who may sign in."""
    site_id = registers.site_of(request.actor)
    found = look_up(request.actor, request.at, "", "visit")
    policy = found.glance.policy
    context = {
        "found": found,
        "channels": forms.CHANNELS,
        "relations": forms.RELATIONS,
        "roles": forms.ROLES,
        "of_no_buyer": forms.asked_of_no_buyer(found.glance.trade),
        "if_no_buyer": if_registered_as_no_buyer(policy),
        "areas": reports.offered(policy, site_id, "area"),
        "media": reports.offered(policy, site_id, "medium"),
        "stream": stream_url(request.actor, live.view_named(live.BOARD)),
    }
    return render(request, "reception/desk.html", context | _side(request))


@page(may=permissions.DESK, methods=["GET"])
def side(request: StaffRequest) -> HttpResponse:
    """Show anew what stands beside the field."""
    return render(request, "reception/_desk_side.html", _side(request))


@page(may=permissions.DESK, methods=["POST"])
def answer(request: StaffRequest) -> HttpResponse:
    """Say who this is, whose, why, and who would receive; nothing is written.

    Sent as a form, so that no phone stands in an address or a log.
    """
    return render(request, "reception/_answer.html", {"found": _looked_up(request)})


@page(may=ANYONE, methods=["POST"])
def register(request: StaffRequest) -> HttpResponse:
    """Register a visit or a call; the answer names who receives.

    Nothing is registered by an empty field, past customers who fit, or for somebody who is here
    already, unless the button that says so was pressed: also when the form was sent before the
    look-up had answered.
    """
    picked = forms.number_of(request.POST, "customer")
    text = request.POST.get("who", "")
    question = question_before(request.actor, request.at, text, customer_id=picked)
    is_asked = question not in {Question.NONE, request.POST.get("confirmed", "")}
    if is_asked and not was_sent(request):
        return _ask(request, question)
    phone = phone_of(request.actor, request.at, picked) if picked is not None else None
    channel = forms.channel_of(request.POST)
    given = forms.registration(request.POST, phone)
    outcome = give(request, channel, given)
    found = look_up(request.actor, request.at, "", rotation.VISIT)  # as the form stands, cleared
    registered = _registered(request, found.glance, channel, outcome.answer)
    context = {"registered": registered, "found": found, "at": request.at}
    return render(request, "reception/_registered.html", context)


def _looked_up(request: StaffRequest) -> LookedUp:
    return look_up(
        request.actor,
        request.at,
        request.POST.get("who", ""),
        forms.channel_of(request.POST),
        customer_id=forms.number_of(request.POST, "customer"),
    )


def _ask(request: StaffRequest, question: Question) -> HttpResponse:
    """Ask before registering: the answer comes where the look-up stands, the form keeps its text."""
    facts = {"found": _looked_up(request), "asked": True}
    response = render(request, "reception/_answer.html", facts)
    response["HX-Retarget"] = "#answer"
    response["HX-Reswap"] = "outerHTML"
    response["X-Asked"] = question
    return response


@dataclass(frozen=True, slots=True)
class Registered:
    """What the card after a registration shows."""

    ref: str
    channel: str
    register_no: int
    basis: str
    receiver: str
    is_me: bool
    owner: str
    is_valid: bool | None
    at: datetime
    undo_until: datetime


def _registered(request: StaffRequest, seen: Glance, channel: str, answer: Answer) -> Registered:
    """Put names to the codes of an answer; whose it is hears only who may know."""
    receiver = answer["assigned_to"]
    may_know = request.actor.post in customers.SEES_WHOSE or request.actor.code == receiver
    return Registered(
        ref=answer["ref"],
        channel=channel,
        register_no=answer["register_no"],
        basis=answer["basis"],
        receiver=seen.names.of_code(receiver),
        is_me=receiver == request.actor.code,
        owner=seen.names.of_code(answer["owner"]) if may_know else "",
        is_valid=answer.get("phone_valid"),
        at=request.at,
        undo_until=request.at + undo_within(seen),
    )


@page(may=ANYONE, methods=["POST"])
def undo(request: StaffRequest) -> HttpResponse:
    """Take a wrong tap back within the minutes the policy gives (3.2.1.2)."""
    outcome = give(request, "undo", filled(request, "ref"))
    return render(request, "reception/_undone.html", {"answer": outcome.answer})


@page(may=ANYONE, methods=["POST"])
def leave_phone(request: StaffRequest) -> HttpResponse:
    """Write down the phone a customer leaves later (3.5.0)."""
    owner = give(request, "leave_phone", filled(request, "ref", "phone")).answer["owner"]
    may_know = request.actor.post in customers.SEES_WHOSE or owner == request.actor.code
    name = directory.names_of([owner]).get(owner, "") if owner and may_know else ""
    shown = {"owner": name, "has_owner": owner is not None}
    return render(request, "reception/_phone_left.html", shown)


def _side(request: StaffRequest) -> dict[str, Any]:
    board = board_of(request.actor.site_id, request.at)
    return {
        "board": board,
        "at": request.at,
        "may_end_waiting": bool(receiving.may_close(request.actor.post, is_receiver=False)),
        "people": _people(board, request.at),
        "recent": _recent(request, board.glance),
        "names": board.glance.names.by_id,
    }


def _people(board: Board, at: datetime) -> list[dict[str, Any]]:
    """Return the salespeople for signing in by PIN: those here first, in the queue's order."""
    standers = {one.staff_id: one for one in board.queues[0].standers}
    here_today = people.working_at(board.glance.site_id, at)
    rows = here_today.filter(post="salesperson").order_by("pinyin", "pk")
    absent = [
        {"code": code, "name": name, "stander": None}
        for pk, code, name in rows.values_list("pk", "code", "name")
        if pk not in standers
    ]
    floor = board.glance.floor()
    here = [
        {"code": floor.people[pk].code, "name": one.name, "stander": one}
        for pk, one in standers.items()
    ]
    return here + absent


@dataclass(frozen=True, slots=True)
class Recent:
    """A registration of today, and until when it can be taken back."""

    reception: Reception
    undo_until: datetime | None


def _recent(request: StaffRequest, seen: Glance) -> list[Recent]:
    """Return what the person registered last today, newest first: all that can be undone yet."""
    rows = Reception.objects.filter(
        site_id=registers.site_of(request.actor),
        registered_by=request.actor.code,
        registered_at__date=day_of(request.at),
    ).order_by("-registered_at", "-pk")
    still = rows.filter(registered_at__gte=request.at - undo_within(seen), struck_at=None)
    shown = {one.pk: one for one in [*still, *rows[:RECENT]]}
    return [Recent(one, _undo_until(seen, one, request.at)) for one in shown.values()]


def undo_within(seen: Glance) -> timedelta:
    """Return how long a registration can be taken back (3.2.1.2)."""
    return timedelta(minutes=seen.policy["turn.undo_within_minutes"])


def _undo_until(seen: Glance, one: Reception, at: datetime) -> datetime | None:
    until = one.registered_at + undo_within(seen)
    return until if one.struck_at is None and at <= until else None

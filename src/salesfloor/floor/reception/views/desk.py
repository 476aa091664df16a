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
from salesfloor.floor.reception.queries.look_up import look_up, phone_of
from salesfloor.floor.reception.rules import rotation
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers
from salesfloor.web import directory
from salesfloor.web.pages import filled, give, page
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
    found = look_up(
        request.actor,
        request.at,
        request.POST.get("who", ""),
        forms.channel_of(request.POST),
        customer_id=forms.number_of(request.POST, "customer"),
    )
    return render(request, "reception/_answer.html", {"found": found})


@page(may=ANYONE, methods=["POST"])
def register(request: StaffRequest) -> HttpResponse:
    """Register a visit or a call; the answer names who receives."""
    picked = forms.number_of(request.POST, "customer")
    phone = phone_of(request.actor, request.at, picked) if picked is not None else None
    channel = forms.channel_of(request.POST)
    given = forms.registration(request.POST, phone)
    outcome = give(request, channel, given)
    found = look_up(request.actor, request.at, "", rotation.VISIT)  # as the form stands, cleared
    registered = _registered(request, found.glance, channel, outcome.answer)
    context = {"registered": registered, "found": found, "at": request.at}
    return render(request, "reception/_registered.html", context)


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
        undo_until=request.at + timedelta(minutes=seen.policy["turn.undo_within_minutes"]),
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
        "people": _people(board, request.at),
        "recent": _recent(request),
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


def _recent(request: StaffRequest) -> list[Reception]:
    """Return what the person registered last today, newest first."""
    rows = Reception.objects.filter(
        site_id=registers.site_of(request.actor),
        registered_by=request.actor.code,
        registered_at__date=day_of(request.at),
    )
    return list(rows.order_by("-registered_at", "-pk")[:RECENT])

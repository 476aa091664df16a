"""Pages: the site's channels with what could not be sent; where one wants copies oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.shortcuts import render

from salesfloor.base.choices import label_of
from salesfloor.kernel.outgoing.choices import Reach, State, Tool, Way
from salesfloor.kernel.outgoing.commands import LOOKERS, MEMBERS, SETTERS
from salesfloor.kernel.outgoing.models import Account, Address, Channel, Outgoing
from salesfloor.kernel.outgoing.queries import channels_of, unsent_of
from salesfloor.kernel.outgoing.sealing import opened
from salesfloor.web.directory import names_by_id
from salesfloor.web.language import translated
from salesfloor.web.pages import give_form, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest

_SHOWN: Final = 10


@page(may=LOOKERS, methods=["GET"])
def channels(request: StaffRequest) -> HttpResponse:
    """Show the ways out of the house, what their services said last, and what could not be sent."""
    site_id = request.actor.site_id
    if site_id is None:
        raise Http404
    may_set = request.actor.post in SETTERS
    dead = list(unsent_of(site_id).order_by("-ended_at", "-pk")[:_SHOWN])
    names = names_by_id(row.staff_id for row in dead)
    context = {
        "channels": [_channel(row, request) for row in channels_of(site_id)],
        "dead": [_dead(row, names) for row in dead],
        "may_set": may_set,
        "form": give_form(request, "set_channel") if may_set else None,
        "account_form": give_form(request, "enter_account") if may_set else None,
    }
    return render(request, "outgoing/channels.html", context)


def _channel(row: Channel, request: StaffRequest) -> dict[str, Any]:
    waiting = row.outgoing.filter(state__in=[State.WAITING.value, State.SENDING.value])
    is_silent = row.silent_until is not None and row.silent_until > request.at
    return {
        "row": row,
        "way": label_of(Way, row.way),
        "waiting": waiting.count(),
        "words": translated(row.last_words) if row.last_words else "",
        "silent_until": row.silent_until if is_silent else None,
        "advises_against": row.way == Way.FEISHU and "11232" in row.last_words,
    }


def _dead(row: Outgoing, names: dict[int, str]) -> dict[str, Any]:
    return {
        "row": row,
        "whom": names.get(row.staff_id or 0, ""),
        "state": label_of(State, row.state),
        "words": translated(row.words) if row.words else "",
        "is_open": row.channel.stopped_at is None,
    }


@page(may=MEMBERS, methods=["GET"])
def mine(request: StaffRequest) -> HttpResponse:
    """Let a person say where they want copies of their messages."""
    if request.actor.site_id is None:
        raise Http404
    own = Address.objects.filter(staff_id=request.actor.staff_id or 0).first()
    waiting = Account.objects.filter(staff_id=request.actor.staff_id or 0).order_by("tool")
    context = {
        "own": own,
        "reach": label_of(Reach, own.reach) if own else "",
        "accounts": [{"tool": Tool(one.tool), "account": opened(one.sealed)} for one in waiting],
        "form": give_form(request, "reach_me"),
    }
    return render(request, "outgoing/mine.html", context)

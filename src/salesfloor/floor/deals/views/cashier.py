"""Taking money on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpResponse
from django.shortcuts import render

from salesfloor.base.capitals import capitals
from salesfloor.base.china_time import day_of, start_of
from salesfloor.base.commands import COMMANDS
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.money import fen_from_yuan
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.floor.catalogue import api as catalogue
from salesfloor.floor.deals import designated, sight, sums
from salesfloor.floor.deals.choices import DealState
from salesfloor.floor.deals.queries.at_the_till import known_of
from salesfloor.floor.till import api as till
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.pages import give, go, page

if TYPE_CHECKING:
    from datetime import datetime

    from salesfloor.floor.deals.models import Deal
    from salesfloor.web.requests import StaffRequest

TAKES: Final = frozenset({Post.MANAGER, Post.FINANCE, Post.LEAD, Post.SALESPERSON})


@page(may=TAKES, methods=["GET"])
def cashier(request: StaffRequest) -> HttpResponse:
    """Take money on one screen; beside it the parts that are due, what is to be paid back, today's receipts."""
    site_id, actor = request.actor.site_id or 0, request.actor
    deals = sight.with_names(sight.seen_by(actor))
    parts = sums.with_deposits(deals.filter(state=DealState.OPEN, full_at=None))
    owed = sums.owed_back(deals)
    today = till.Receipt.objects.filter(
        site_id=site_id, written_at__gte=start_of(day_of(request.at)), counter_of=None
    )
    if actor.post not in MANAGERS | {Post.FINANCE}:
        today = today.filter(taken_by=actor.code)
    policy = rulebook.policies(site_id, request.at)
    facts = {
        "given": _wanted(request),
        "methods": till.Method.pairs(),
        "may_take": designated.takes(actor, request.at),
        "is_finances": designated.is_finances(site_id, request.at),
        "takers": designated.takers(site_id, request.at),
        "sources": policy["deposit.sources"],
        "parts": [
            (deal, sight.name_of(actor, deal), _left_of(deal, request.at))
            for deal in parts.order_by("hold_until")
        ],
        "refunds": [(deal, sight.name_of(actor, deal)) for deal in owed.order_by("number")],
        "receipts": today.order_by("-number"),
        "is_finance": actor.post is Post.FINANCE,
        "has_units": catalogue.Unit.objects.filter(site_id=site_id).exists(),
        "sets_down": actor.post in MANAGERS,
    }
    return render(request, "deals/cashier.html", facts)


def _left_of(deal: Deal, at: datetime) -> int:
    """Return how many hundredths of a hold's time are left."""
    return max(
        0, min(100, round(100 * (deal.hold_until - at) / (deal.hold_until - deal.opened_at)))
    )


def _wanted(request: StaffRequest) -> dict[str, str]:
    """Return what the address fills in already."""
    return {name: request.GET[name] for name in ("phone", "unit") if request.GET.get(name)}


@page(may=TAKES, methods=["POST"])
def known(request: StaffRequest) -> HttpResponse:
    """Say who pays and how the unit stands while it is typed; only to who takes deposits."""
    found = None
    if designated.takes(request.actor, request.at):
        found = known_of(request.actor.site_id or 0, request.at, request.POST.dict())
    return render(request, "deals/_known.html", {"known": found})


@page(may=TAKES, methods=["POST"])
def take(request: StaffRequest) -> HttpResponse:
    """Take a deposit and go on to its receipt, to print it."""
    outcome = give(request, "deposit")
    number = outcome.answer["receipt_no"]
    return go(request, "deals:receipt", toast=COMMANDS["deposit"].done, number=number)


@page(may=TAKES, methods=["GET"])
def in_capitals(request: StaffRequest) -> HttpResponse:
    """Say an amount in capitals while it is typed, so that a slip is seen before the print."""
    try:
        text = capitals(fen_from_yuan(request.GET.get("amount", "")))
    except (UnusableError, ValueError):
        text = ""
    return HttpResponse(text, content_type="text/plain; charset=utf-8")

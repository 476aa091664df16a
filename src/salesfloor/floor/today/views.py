"""Today: what this person must do now, the most urgent first, each one tap from done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string

from salesfloor.base import modules
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.base.trades import WITH_FLOOR, WITH_ROTATION, Trade
from salesfloor.floor.today import beginning, sections
from salesfloor.floor.today.centre import of_centre
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.work import api as work
from salesfloor.web.pages import give, go, page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from salesfloor.base.phrases import Phrase
    from salesfloor.web.requests import StaffRequest

MESSAGES_SHOWN: Final = 5
SECTIONS: Final[dict[Post, tuple[str, Callable[[StaffRequest], dict[str, Any]]]]] = {
    Post.SALESPERSON: ("today/salesperson.html", sections.of_salesperson),
    Post.LEAD: ("today/lead.html", sections.of_lead),
    Post.MANAGER: ("today/manager.html", sections.of_manager),
    Post.DESK: ("today/desk.html", sections.of_desk),
    Post.ADMIN: ("today/admin.html", sections.of_admin),
    Post.DIRECTOR: ("today/sites.html", sections.of_house),
    Post.GENERAL_MANAGER: ("today/sites.html", sections.of_house),
    Post.OPERATOR: ("today/sites.html", sections.of_house),
}
CENTRE: Final = frozenset({Post.SALESPERSON, Post.LEAD, Post.MANAGER})
"""Whose home page at a card centre is made of results."""
AT_ONCE: Final[dict[str, Phrase]] = {
    "sign_in": phrase("Signed in."),
    "step_back": phrase("Back on the floor."),
    "issue_book": phrase("The book is issued."),
    "nobody_at_the_door": phrase("The alert is closed."),
}
"""Commands that need nothing but a tap, and what is said when they are done."""


@page(may=ANYONE, methods=["GET"])
def today(request: StaffRequest) -> HttpResponse:
    """Show the post's own home page."""
    template, build = _sections_of(request)
    unread = messages.inbox(request.actor.staff_id or 0, most=MESSAGES_SHOWN, unread_only=True)
    facts = {
        **build(request),
        "messages": messages.as_read(unread),
        "parts": _parts_of(request),
        "beginning": beginning.steps(request),
        "work": work.panel(request.actor, request.at),
    }
    return render(request, template, facts)


def _sections_of(request: StaffRequest) -> tuple[str, Callable[[StaffRequest], dict[str, Any]]]:
    """Return the template of the post at a site of this trade, and what fills it."""
    trade = getattr(request.site, "trade", "") if request.actor.site_id else ""
    plain = ("today/plain.html", sections.of_nobody)
    template, build = SECTIONS.get(request.actor.post, plain)
    if build is sections.of_house:
        return template, build
    if trade == Trade.BANK_CARDS and request.actor.post in CENTRE:
        return "today/centre.html", of_centre
    is_shown = trade in WITH_FLOOR or (trade in WITH_ROTATION and request.actor.post is Post.ADMIN)
    return (template, build) if is_shown else plain


def _parts_of(request: StaffRequest) -> list[str]:
    """Return the live parts of other modules, rendered."""
    parts = modules.today_parts(request.actor.post, getattr(request.site, "trade", ""))
    shown = parts if request.actor.site_id else []
    return [
        render_to_string(part.template, dict(part.build(request)), request=request)
        for part in shown
    ]


@page(may=ANYONE, methods=["POST"])
def give_at_once(request: StaffRequest, name: str) -> HttpResponse:
    """Give one of the commands that a home page offers by a single tap."""
    if name not in AT_ONCE:
        raise Http404
    give(request, name)
    return go(request, "today:today", toast=AT_ONCE[name])

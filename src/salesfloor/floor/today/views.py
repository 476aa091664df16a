"""Today: what this person must do now, the most urgent first, each one tap from done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from django.http import Http404
from django.shortcuts import render

from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE, Post
from salesfloor.floor.today import sections
from salesfloor.kernel.messages import api as messages
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
AT_ONCE: Final[dict[str, Phrase]] = {
    "sign_in": phrase("Signed in."),
    "step_back": phrase("Back on the floor."),
    "issue_book": phrase("The book is issued."),
    "hand_in_volume": phrase("The volume is handed in."),
    "nobody_at_the_door": phrase("The alert is closed."),
}
"""Commands that need nothing but a tap, and what is said when they are done."""


@page(may=ANYONE, methods=["GET"])
def today(request: StaffRequest) -> HttpResponse:
    """Show the post's own home page."""
    template, build = SECTIONS.get(request.actor.post, ("today/plain.html", sections.of_nobody))
    if request.actor.site_id is None and build is not sections.of_house:
        template, build = "today/plain.html", sections.of_nobody
    unread = messages.inbox(request.actor.staff_id or 0, most=MESSAGES_SHOWN, unread_only=True)
    facts = build(request) | {"messages": messages.told(unread)}
    return render(request, template, facts)


@page(may=ANYONE, methods=["POST"])
def give_at_once(request: StaffRequest, name: str) -> HttpResponse:
    """Give one of the commands that a home page offers by a single tap."""
    if name not in AT_ONCE:
        raise Http404
    give(request, name)
    return go(request, "today:today", toast=AT_ONCE[name])

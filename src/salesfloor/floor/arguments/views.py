"""One's own business card, to be scanned by a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.safestring import mark_safe

from salesfloor.floor.arguments.cards import parting_words_at
from salesfloor.floor.arguments.queries import MEMBERS
from salesfloor.kernel.papers import api as papers
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.pages import ask, page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from salesfloor.web.requests import StaffRequest


@page(may=MEMBERS, methods=["GET"])
def card(request: StaffRequest) -> HttpResponse:
    """Show the own card as a code to scan."""
    vcard = ask(request, "business_card")["vcard"]
    picture = mark_safe(papers.qr(vcard))  # noqa: S308 - a picture of our own making
    is_parting = request.GET.get("after") == "no_deal"
    site_id = request.actor.site_id
    words = parting_words_at(site_id, request.at) if is_parting and site_id else []
    telephone = rulebook.policies(site_id, request.at)["card.telephone"] if site_id else ""
    shown = {"vcard": vcard, "picture": picture, "is_parting": is_parting, "words": words}
    shown["telephone"] = telephone
    return render(request, "arguments/card.html", shown)

"""The public page behind a link, and what was handed out with its QR for the customer to scan."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from salesfloor.base.acts import Actor
from salesfloor.base.commands import COMMANDS
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.refusals import Refused
from salesfloor.base.trades import trade_of
from salesfloor.floor.materials.links import card_of, is_open, items_of
from salesfloor.floor.materials.lists import READERS, given_seen_by
from salesfloor.floor.materials.models import HandOut, Material
from salesfloor.floor.materials.queries import openings_of
from salesfloor.kernel.files import api as files
from salesfloor.kernel.papers.api import qr
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.work.api import Act, subject_page
from salesfloor.web.pages import give_form, page, row_or_404

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from salesfloor.web.requests import StaffRequest

VISITOR: Final = "salesfloor_reader"
YEAR: Final = 365 * 24 * 3600
GONE, TOO_MANY = 410, 429
MOST_OPENINGS: Final = 20
"""Openings of a link from one address in a quarter of an hour: each is a line in a register."""
ROBOTS: Final = "noindex, nofollow"


def _link(token: str) -> HandOut | None:
    row = HandOut.objects.filter(token=token).first()
    at = rulebook.database_now(timezone.now())
    return row if row is not None and is_open(row, at) else None


@never_cache
@require_GET
def public(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link holds to anyone who has it; nothing about the customer, no log-in."""
    row = _link(token)
    if row is None:
        response = render(request, "materials/over.html", status=GONE)
    else:
        shown = [
            {"material": one, "documents": files.of(row.site_id, f"material:{one.pk}")}
            for one in items_of(row)
        ]
        facts = {
            "items": shown,
            "card": card_of(row),
            "trade": trade_of(row.site_id),
            "token": token,
            "until": row.until_on,
        }
        response = render(request, "materials/public.html", facts)
        if VISITOR not in request.COOKIES:
            response.set_cookie(
                VISITOR,
                secrets.token_urlsafe(12),
                max_age=YEAR,
                httponly=True,
                samesite="Lax",
                secure=request.is_secure(),
            )
    response["X-Robots-Tag"] = ROBOTS
    return response


@never_cache
@require_POST
def seen(request: HttpRequest, token: str) -> HttpResponse:
    """Count an opening: the page was visible for two seconds."""
    row = _link(token)
    if row is None:
        return HttpResponse(status=GONE)
    at = rulebook.database_now(timezone.now())
    tries = f"opening:{row.pk}:{request.META.get('REMOTE_ADDR', '')}"
    if not people.take_try(tries, most=MOST_OPENINGS, at=at).is_allowed:
        return HttpResponse(status=TOO_MANY)
    actor = Actor("salesfloor", Post.OPERATOR, row.site_id)
    given: dict[str, object] = {"link": row.number}
    visitor = request.COOKIES.get(VISITOR, "")[:64]
    if visitor:
        given["visitor"] = visitor
    try:
        COMMANDS["open_link"].give(actor=actor, at=at, given=given)
    except Refused:
        return HttpResponse(status=GONE)
    return HttpResponse(status=204)


@never_cache
@require_GET
def document(request: HttpRequest, token: str, pk: int, value: str) -> HttpResponseBase:
    """Send a document of a material that the link holds."""
    row = _link(token)
    if row is None or pk not in {one.pk for one in items_of(row)}:
        raise Http404
    return files.serve_attached(request, row.site_id, f"material:{pk}", value)


@page(may=READERS, methods=["GET"])
def material(request: StaffRequest, pk: int) -> HttpResponse:
    """Show a material with its documents, and the ways to end it."""
    row: Material = row_or_404(Material.objects.filter(site_id=request.actor.site_id or 0), pk=pk)
    can_end = row.withdrawn_at is None and request.actor.post in MANAGERS
    return subject_page(
        request,
        f"material:{pk}",
        head=phrase("Material {title}", title=row.title),
        clause="9.5.1.1",
        facts=[(phrase("Code"), row.code), (phrase("Source"), row.source)],
        acts=[Act("withdraw_material", {"code": row.code})] if can_end else [],
    )


@page(may=READERS, methods=["GET"])
def link_page(request: StaffRequest, pk: int) -> HttpResponse:
    """Show what one customer was given, the QR to scan, and how often it was opened."""
    row: HandOut = row_or_404(given_seen_by(request), pk=pk)
    facts = {"row": row, "items": items_of(row), "openings": openings_of(row)}
    if row.token and is_open(row, request.at):
        address = request.build_absolute_uri(reverse("materials:public", args=[row.token]))
        facts |= {
            "address": address,
            "picture": mark_safe(qr(address)),  # noqa: S308 - our own drawing of our own address
        }
        if request.actor.post in MANAGERS or row.staff_id == request.actor.staff_id:
            facts["revoke"] = give_form(
                request, "revoke_link", hidden=["link"], given={"link": row.number}
            )
    return render(request, "materials/given.html", facts)

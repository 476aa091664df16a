"""Requests turned away before a view sees them, in sentences."""

from __future__ import annotations

import sys
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.template.loader import get_template, select_template
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from salesfloor.app.lines import LATE
from salesfloor.base.refusals import INPUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


def turned_away(request: HttpRequest, status: HTTPStatus, sentence: str) -> HttpResponse:
    """Answer with a page, or a problem document where a program asks."""
    if request.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": status.phrase, "status": status.value}
        clause = "busy" if status is HTTPStatus.SERVICE_UNAVAILABLE else INPUT
        return JsonResponse(
            problem | {"detail": sentence, "clause": clause},
            status=status,
            content_type="application/problem+json",
        )
    page = select_template(["web/refused.html", "app/refused.html"])
    return HttpResponse(
        page.render({"sentence": sentence, "status": status}, request), status=status
    )


class EntranceMiddleware:
    """Turns away at the door: bodies over the limit (case 69), who stood in line too long (13)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at the announced length only; the server stops whoever sends more."""
        if LATE in request.META:
            return out_of_reach(
                request, _("Others at your site are not done yet. Nothing was done.")
            )
        announced = request.META.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced) > settings.LARGEST_BODY:
            return self._too_large(request)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say which limit a form went over."""
        return self._too_large(request) if isinstance(error, RequestDataTooBig) else None

    def _too_large(self, request: HttpRequest) -> HttpResponse:
        megabytes = settings.LARGEST_BODY // (1024 * 1024)
        sentence = _("This is too large: %(limit)s MB at most.") % {"limit": megabytes}
        return turned_away(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, sentence)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer what nobody expected; a database that is away comes back, so that is said (case 42)."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        sentence = _("The records are out of reach for a moment. Nothing is lost.")
        return out_of_reach(request, sentence)
    return server_error(request)


def out_of_reach(request: HttpRequest, sentence: str) -> HttpResponse:
    """Ask for a moment's patience without asking the database anything.

    Forms of our pages are sent again by themselves, with the same key; a page loads itself anew.
    """
    if request.path.startswith("/api/"):
        response = turned_away(request, HTTPStatus.SERVICE_UNAVAILABLE, sentence)
    else:
        is_piece = request.headers.get("HX-Request") == "true"
        template = get_template("web/_out_of_reach.html" if is_piece else "web/out_of_reach.html")
        words = {"sentence": sentence, "may_reload": request.method == "GET"}
        response = HttpResponse(template.render(words), status=HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = "2"
    response["Cache-Control"] = "no-store"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form that did not come from our own page, or from one left open too long."""
    del reason
    sentence = _(
        "This form was not sent from a page of ours, or it is too old. Reload and try again."
    )
    return turned_away(request, HTTPStatus.FORBIDDEN, sentence)

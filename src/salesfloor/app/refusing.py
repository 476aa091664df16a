"""Requests turned away before a view sees them, in sentences."""

from __future__ import annotations

import sys
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import REASON_BAD_ORIGIN
from django.template.loader import get_template, select_template
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from salesfloor.app import bodies
from salesfloor.base.refusals import INPUT

_FAULT: Final = f"HTTP_{bodies.FAULT.decode().upper().replace('-', '_')}"

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


def _most(path: str) -> int:
    """Return how long a body for an address may be."""
    for beginning, most in settings.UPLOADS.items():
        if path == beginning or (beginning.endswith("/") and path.startswith(beginning)):
            return int(most)
    return settings.LARGEST_BODY


class EntranceMiddleware:
    """Says in words why a request's body was left out before Django saw it (case 69)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the place of the view where the body is not whole."""
        fault = request.META.get(_FAULT, "").encode()
        announced = request.META.get("CONTENT_LENGTH") or "0"
        most = _most(request.path)
        if not fault and announced.isdecimal() and int(announced) > most:
            fault = bodies.TOO_LONG
        if not fault:
            return self.get_response(request)
        response = self._without_body(request, fault)
        response["Connection"] = "close"  # what is still under way is not read
        return response

    def _without_body(self, request: HttpRequest, fault: bytes) -> HttpResponse:
        if fault == bodies.TOO_MANY:
            return out_of_reach(request, _("Too many files arrive at once. Try again in a moment."))
        if fault == bodies.TOO_SLOW:
            sentence = _("This took too long to arrive. Nothing was done; try again.")
            return turned_away(request, HTTPStatus.REQUEST_TIMEOUT, sentence)
        return self._too_large(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say which limit a form went over."""
        return self._too_large(request) if isinstance(error, RequestDataTooBig) else None

    def _too_large(self, request: HttpRequest) -> HttpResponse:
        megabytes = _most(request.path) // (1024 * 1024)
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
    origin = request.headers.get("Origin", "")
    if reason == REASON_BAD_ORIGIN % origin and origin != "null":
        sentence = _(
            "This page was opened at %(origin)s, an address that the server does not know as its"
            " own. Whoever runs it sets SALESFLOOR_ADDRESS to it."
        ) % {"origin": origin}
    else:
        sentence = _(
            "This form was not sent from a page of ours, or it is too old. Reload and try again."
        )
    return turned_away(request, HTTPStatus.FORBIDDEN, sentence)


def unusable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request whose host, address or headers are unusable, without looking at them again."""
    sentence = ""
    if isinstance(exception, DisallowedHost):
        sentence = _(
            "The server does not know this host name as its own. Whoever runs it sets"
            " SALESFLOOR_ADDRESS or SALESFLOOR_HOSTS."
        )
    if request.path.startswith("/api/"):
        unreadable = _("This is no request that the server can read.")
        return turned_away(request, HTTPStatus.BAD_REQUEST, sentence or unreadable)
    page = get_template("400.html").render({"sentence": sentence})
    return HttpResponse(page, status=HTTPStatus.BAD_REQUEST)


class TextMiddleware:
    """Turns away the character NUL, which no text has and the database cannot store (case 66)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on to the view."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Answer in the place of the view where a text holds the character."""
        if request.path.startswith("/api/"):
            return None  # whose fields refuse it as any other value
        sent = [*request.GET.lists(), *request.POST.lists()]
        texts = (text for name, values in sent for text in (name, *values))
        if "\0" not in request.path and not any("\0" in text for text in texts):
            return None
        sentence = _("What was sent holds characters that cannot be seen or stored.")
        return turned_away(request, HTTPStatus.BAD_REQUEST, sentence)

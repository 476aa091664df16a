"""Requests turned away before a view sees them, in sentences."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, JsonResponse
from django.template.loader import select_template
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


def turned_away(request: HttpRequest, status: HTTPStatus, sentence: str) -> HttpResponse:
    """Answer with a page, or a problem document where a program asks."""
    if request.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": status.phrase, "status": status.value}
        return JsonResponse(
            problem | {"detail": sentence, "clause": "input"},
            status=status,
            content_type="application/problem+json",
        )
    page = select_template(["web/refused.html", "app/refused.html"])
    return HttpResponse(
        page.render({"sentence": sentence, "status": status}, request), status=status
    )


class BodyLimitMiddleware:
    """Refuses bodies over the limit with 413 before they are read (case 69)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at the announced length only; the server stops whoever sends more."""
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


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form that did not come from our own page, or from one left open too long."""
    del reason
    sentence = _(
        "This form was not sent from a page of ours, or it is too old. Reload and try again."
    )
    return turned_away(request, HTTPStatus.FORBIDDEN, sentence)

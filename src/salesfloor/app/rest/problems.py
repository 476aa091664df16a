"""Errors as problem documents (RFC 9457): what was refused, by which clause, what to do."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import orjson
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException, UnreadablePostError
from django.utils import translation
from ninja.errors import AuthenticationError, HttpError

from salesfloor.app.rest.authentication import ForgedRequest
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.refusals import ACCESS, INPUT, Busy, ClockUnsure, KeyReused, Refused
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from ninja import NinjaAPI

log: Final = logging.getLogger("django.request")
RETRY_AFTER: Final = "1"
_LOG_IN: Final = phrase("Log in, or send a valid token.")
_NOT_HERE: Final = phrase("This is not here, or not at your site.")
_BUSY: Final = phrase("Somebody else is at it this very moment. Nothing was done; try again.")
_CLOCK_UNSURE: Final = phrase(
    "The server's clock has jumped, so nothing was recorded. Try again in a minute; if this is said again,"
    " tell whoever runs the machine."
)
_FORGED: Final = phrase("Send the X-CSRFToken header along, as pages do, or a token.")
_KEY_REUSED: Final = phrase("This key was used with another body. Take a new one.")
_UNUSABLE: Final = phrase("A value is out of any range that could be stored.")
_BROKEN: Final = phrase("Something broke on our side. Nothing was done; it is on record.")
_NO_JSON: Final = phrase("The body is no JSON.")
_UNREADABLE: Final = phrase("This is no request that the server can read.")
_TOO_LARGE: Final = phrase("This is too large: {limit} MB at most.", limit=10)


class OutOfPost(Exception):  # noqa: N818 - answered with 403
    """A clause that says who may act refused the person's post."""

    def __init__(self, refusal: Refused) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


def problem(
    request: HttpRequest, status: HTTPStatus, sentence: Phrase, clause: str = INPUT
) -> HttpResponse:
    """Return the document, in the language asked for."""
    with translation.override(translation.get_language_from_request(request)):
        try:
            words = said(sentence)
        except OverflowError:  # it quotes a day beyond all calendars: as it came, then
            words = sentence.said_by(translation.gettext)
    numbered = clause[:1].isdigit()
    facts = {
        "type": f"/rulebook/{clause}/" if numbered else "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": words,
        "clause": clause,
    }
    return HttpResponse(orjson.dumps(facts), status=status, content_type="application/problem+json")


def refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Answer a refusal: bad input 422, missing rights 403, a clause 409."""
    status = {INPUT: HTTPStatus.UNPROCESSABLE_ENTITY, ACCESS: HTTPStatus.FORBIDDEN}.get(
        refusal.clause, HTTPStatus.CONFLICT
    )
    return problem(request, status, refusal.sentence, refusal.clause)


def no_such_operation(request: HttpRequest) -> HttpResponse:
    """Answer an address under `/api/` that leads nowhere."""
    return problem(request, HTTPStatus.NOT_FOUND, _NOT_HERE, ACCESS)


def register(api: NinjaAPI) -> None:
    """Let the API answer every error by a problem document."""
    for kind, answer in _ANSWERS.items():
        api.add_exception_handler(kind, answer)


def _out_of_post(request: HttpRequest, error: OutOfPost) -> HttpResponse:
    refusal = error.refusal
    return problem(request, HTTPStatus.FORBIDDEN, refusal.sentence, refusal.clause)


def _log_in(request: HttpRequest, _: Exception) -> HttpResponse:
    response = problem(request, HTTPStatus.UNAUTHORIZED, _LOG_IN, ACCESS)
    response["WWW-Authenticate"] = 'Bearer realm="Salesfloor"'
    return response


def _busy(request: HttpRequest, error: Exception) -> HttpResponse:
    sentence = _CLOCK_UNSURE if isinstance(error, ClockUnsure) else _BUSY
    response = problem(request, HTTPStatus.SERVICE_UNAVAILABLE, sentence, "busy")
    response["Retry-After"] = RETRY_AFTER
    return response


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    clause = ACCESS if error.status_code == HTTPStatus.FORBIDDEN else INPUT
    return problem(request, HTTPStatus(error.status_code), phrase(str(error.message)), clause)


def _broken(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("%s %s broke", request.method, request.path, exc_info=error)
    return problem(request, HTTPStatus.INTERNAL_SERVER_ERROR, _BROKEN, "")


def _plain(status: HTTPStatus, sentence: Phrase, clause: str = INPUT) -> Any:  # noqa: ANN401
    def answer(request: HttpRequest, _: Exception) -> HttpResponse:
        return problem(request, status, sentence, clause)

    return answer


_ANSWERS: Final[dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]]] = {
    Refused: refused,
    OutOfPost: _out_of_post,
    Busy: _busy,
    OperationalError: _busy,
    InterfaceError: _busy,
    KeyReused: _plain(HTTPStatus.CONFLICT, _KEY_REUSED, "key"),
    AuthenticationError: _log_in,
    ForgedRequest: _plain(HTTPStatus.FORBIDDEN, _FORGED, ACCESS),
    Http404: _plain(HTTPStatus.NOT_FOUND, _NOT_HERE, ACCESS),
    HttpError: _http,
    DataError: _plain(HTTPStatus.UNPROCESSABLE_ENTITY, _UNUSABLE),
    OverflowError: _plain(HTTPStatus.UNPROCESSABLE_ENTITY, _UNUSABLE),
    RequestDataTooBig: _plain(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LARGE),
    RawPostDataException: _plain(HTTPStatus.UNPROCESSABLE_ENTITY, _NO_JSON),
    MultiPartParserError: _plain(HTTPStatus.UNPROCESSABLE_ENTITY, _UNREADABLE),
    SuspiciousOperation: _plain(HTTPStatus.UNPROCESSABLE_ENTITY, _UNREADABLE),
    UnreadablePostError: _plain(HTTPStatus.UNPROCESSABLE_ENTITY, _UNREADABLE),
    Exception: _broken,
}

"""Sending a file to somebody who may see it: never as a page, never guessed at by a browser."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse

from salesfloor.kernel.files.kinds import FileKind
from salesfloor.kernel.files.queries import file_attached, file_seen_by

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from salesfloor.base.acts import Actor
    from salesfloor.kernel.files.models import StoredFile

_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}


def serve(request: HttpRequest, actor: Actor, value: str) -> HttpResponseBase:
    """Answer with the file; documents are downloaded, pictures may be shown.

    :raises Http404: it is not there, has not arrived, or is not theirs to see.
    """
    return _sent(request, file_seen_by(actor, value))


def serve_attached(
    request: HttpRequest, site_id: int, subject: str, value: str
) -> HttpResponseBase:
    """Answer with a file that is attached to a subject which the module that asks has made public.

    :raises Http404: it is not there, has not arrived, or is not attached to that.
    """
    return _sent(request, file_attached(site_id, subject, value))


def _sent(request: HttpRequest, file: StoredFile | None) -> HttpResponseBase:
    if file is None:
        raise Http404
    tag = f'"{file.value}"'
    if tag in request.headers.get("If-None-Match", ""):
        unchanged = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
        unchanged["ETag"] = tag
        return unchanged
    kind = FileKind(file.kind)
    try:
        opened = default_storage.open(file.path)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        opened,
        as_attachment=not kind.is_picture,
        filename=f"{file.value[:12]}.{kind.extension}",
        content_type=kind.media_type,
    )
    for name, told in _HEADERS.items():
        response[name] = told
    response["ETag"] = tag
    return response

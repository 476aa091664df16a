"""`POST /files` takes a photo or document, `GET /files/{value}` answers it to who may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse
from ninja import Router

from salesfloor.app.rest import documents
from salesfloor.app.rest.authentication import who_and_when
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.files import api as kept

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

router: Final = Router(tags=["files"])
FIELD: Final = "file"
_BODY: Final = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": [FIELD],
                "properties": {FIELD: {"type": "string", "format": "binary"}},
            }
        }
    },
}
_VALUE: Final = {
    "name": "value",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
}
_FILE: Final = {
    200: {
        "description": "The file.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    },
    304: {"description": "You have it already."},
}


@router.post(
    "/files",
    operation_id="upload",
    summary="Upload a photo or document of at most 10 MiB.",
    description="JPEG, PNG, WebP, PDF, OFD or XML, judged by its content. Metadata is taken out; when a "
    "picture was taken is kept as a claim. The answer's `value` names the file in commands: the SHA-256 of "
    "the bytes sent. The same bytes again get the same answer.",
    openapi_extra={
        "requestBody": _BODY,
        "responses": documents.answer(kept.FileKept.model_json_schema())
        | documents.responses((401, 403, 404, 413, 422, 503)),
    },
)
def upload(request: HttpRequest) -> HttpResponse:
    """Take the one file of the form."""
    actor, at = who_and_when(request)
    sent = [one for _, several in request.FILES.lists() for one in several]
    if len(sent) != 1:
        raise bad_input(phrase("Send one file, in the field `file`."))
    if (sent[0].size or 0) > kept.LARGEST:
        raise bad_input(phrase("A file has at most 10 MB. Send a smaller one."))
    answer = kept.receive(actor=actor, at=at, content=sent[0].read())
    return HttpResponse(answer.model_dump_json(), content_type="application/json")


@router.get(
    "/files/{value}",
    operation_id="file",
    summary="Get a file that is attached to something you may see, or that you sent.",
    openapi_extra={
        "parameters": [_VALUE],
        "responses": _FILE | documents.responses((401, 403, 404, 503)),
    },
)
def file(request: HttpRequest, value: str) -> HttpResponseBase:
    """Answer the file, or that it is not here."""
    actor, _ = who_and_when(request)
    return kept.serve(request, actor, value)

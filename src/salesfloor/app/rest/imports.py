"""`POST /imports/{kind}`: a spreadsheet as an upload, looked through or let in; the command is `import_file`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson
from django.http import HttpRequest, HttpResponse
from ninja import Router

from salesfloor.app.rest import documents
from salesfloor.app.rest.authentication import who_and_when
from salesfloor.app.rest.commands import key_of
from salesfloor.base.commands import COMMANDS
from salesfloor.base.fingerprints import fingerprint
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.imports import api as imports

if TYPE_CHECKING:
    from django.http import QueryDict

router: Final = Router(tags=["imports"])
FIELD: Final = "file"
_OPTIONS: Final = {
    "commit": {"type": "boolean", "default": False},
    "on_error": {"type": "string", "enum": ["stop", "skip"]},
    "without_phone": {"type": "string", "enum": ["refuse", "take"]},
    "claims": {"type": "string", "enum": ["by_rule", "none", "renew"]},
    "renew_days": {"type": "integer"},
    "from": {"type": "string", "format": "date"},
    "mapping": {"type": "string", "description": "JSON: {sheet: {field: column}}"},
}
_BODY: Final = {
    "required": True,
    "content": {
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "required": [FIELD],
                "properties": {FIELD: {"type": "string", "format": "binary"}, **_OPTIONS},
            }
        }
    },
}
_KIND: Final = {
    "name": "kind",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": "^[a-z_]{1,40}$"},
}


@router.post(
    "/imports/{kind}",
    operation_id="import_upload",
    summary="Look a spreadsheet through, or let it in with `commit=true`.",
    description="An .xlsx or .csv file of at most 20 MB. The answer is that of `import_file`; without `commit` "
    "nothing is written.",
    openapi_extra={
        "parameters": [_KIND, documents.KEY, documents.SITE],
        "requestBody": _BODY,
        "responses": documents.answer_of(COMMANDS["import_file"])
        | documents.responses((400, 401, 403, 404, 409, 413, 422, 503)),
    },
)
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    """Keep the one file of the form and give the command."""
    actor, at = who_and_when(request)
    sent = [one for _, several in request.FILES.lists() for one in several]
    if len(sent) != 1:
        raise bad_input(phrase("Send one file, in the field `file`."))
    if actor.site_id is None:
        raise bad_input(phrase("Say at which site."))
    command = COMMANDS["import_file"]
    command.actor_for(actor)
    value = imports.receive(
        site_id=actor.site_id,
        staff_id=actor.staff_id,
        name=sent[0].name or "",
        content=sent[0].read(),
        at=at,
    )
    given = {"kind": kind, "file": value, **_chosen(request.POST)}
    mark = fingerprint(command.name, command.fields, actor.site_id, given)
    outcome = command.give(
        actor=actor, at=at, given=given, key=key_of(request, actor), fingerprint=mark
    )
    answer = orjson.dumps(outcome.answer, option=orjson.OPT_SORT_KEYS)
    return HttpResponse(answer, content_type="application/json")


def _chosen(sent: QueryDict) -> dict[str, Any]:
    """Return the choices of the form as the command takes them."""
    given: dict[str, Any] = {name: value for name, value in sent.items() if value != ""}
    if "commit" in given:
        given["apply"] = str(given.pop("commit")).lower() in {"true", "1", "yes", "on"}
    if "mapping" in given:
        try:
            given["mapping"] = orjson.loads(str(given["mapping"]))
        except orjson.JSONDecodeError:
            raise bad_input(phrase("The mapping is no JSON.")) from None
    return given

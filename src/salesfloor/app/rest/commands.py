"""`POST /commands/{name}`: one documented operation for every registered command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import orjson
import pydantic
from django.http import HttpRequest, HttpResponse
from ninja import Router

from salesfloor.app.rest import documents
from salesfloor.app.rest.authentication import who_and_when
from salesfloor.app.rest.problems import OutOfPost
from salesfloor.base.commands import COMMANDS
from salesfloor.base.fingerprints import fingerprint
from salesfloor.base.input_errors import sentence_about
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import ACCESS, INPUT, Refused, bad_input

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from salesfloor.base.commands import Actor, Command

router: Final = Router(tags=["commands"])
_KEY: Final = re.compile(r"[!-~]{1,200}")
_NUL: Final = b"\\u0000"
_EMPTY: Final = b"{}"


def give(request: HttpRequest, command: Command[Any, Any]) -> HttpResponse:
    """Give a command with the body's fields, once for each key."""
    actor, at = who_and_when(request)
    raw = request.body or _EMPTY
    given = _object(raw)
    parsed = _parsed(command, raw)
    key, mark = (
        key_of(request, actor),
        fingerprint(command.name, command.fields, actor.site_id, given),
    )
    try:
        outcome = command.give_parsed(parsed, actor=actor, at=at, key=key, fingerprint=mark)
    except Refused as refusal:
        by_clause = refusal.clause not in {INPUT, ACCESS}
        if by_clause and not command.may_be_given_by(actor):
            raise OutOfPost(refusal) from None
        raise
    answer = orjson.dumps(outcome.answer, option=orjson.OPT_SORT_KEYS)
    return HttpResponse(answer, content_type="application/json")


def _object(raw: bytes) -> dict[str, Any]:
    try:
        given = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise bad_input(phrase("The body is no JSON.")) from None
    if not isinstance(given, dict):
        raise bad_input(phrase("The body is a JSON object."))
    if _NUL in raw:
        raise bad_input(phrase("The body holds characters that cannot be seen or stored."))
    return given


def _parsed(command: Command[Any, Any], raw: bytes) -> pydantic.BaseModel:
    """Return the fields; what only resembles the right type is refused, as a number in a text."""
    try:
        return command.fields.model_validate_json(raw, strict=True)
    except pydantic.ValidationError as error:
        raise bad_input(sentence_about(error)) from None


def key_of(request: HttpRequest, actor: Actor) -> str | None:
    """Return the key as it is kept: each person has their own, so that nobody meets another's."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not _KEY.fullmatch(key):
        raise bad_input(phrase("An Idempotency-Key is 1 to 200 visible ASCII characters."))
    return f"rest:{actor.code}:{key}"


def _operation(command: Command[Any, Any]) -> Callable[[HttpRequest], HttpResponse]:
    def operation(request: HttpRequest) -> HttpResponse:
        return give(request, command)

    operation.__name__ = command.name
    operation.__doc__ = command.function.__doc__
    return operation


def register(router: Router, commands: Iterable[Command[Any, Any]]) -> None:
    """Give each command its documented operation."""
    errors = (400, 401, 403, 404, 409, 413, 422, 503)
    for command in commands:
        words = (command.function.__doc__ or command.name).strip()
        router.post(
            f"/commands/{command.name}",
            operation_id=command.name,
            summary=words.partition("\n")[0],
            description=words,
            openapi_extra={
                "parameters": [documents.KEY, documents.SITE],
                "requestBody": documents.body_of(command.fields),
                "responses": documents.answer_of(command) | documents.responses(errors),
            },
        )(_operation(command))


register(router, COMMANDS.values())

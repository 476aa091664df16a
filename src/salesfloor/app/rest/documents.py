"""What the OpenAPI document says of operations whose input is made by `@command`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

from salesfloor.base.commands import COMMANDS, QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.base.declarations import Declaration

_REF: Final = "#/components/schemas/{model}"
_PROBLEM: Final = {"$ref": _REF.format(model="Problem")}
SITE: Final = {
    "name": "site",
    "in": "query",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 64},
    "description": "Code of the site to act at, for those who stand above the sites.",
}
KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"},
    "description": "Random and your own; the same key and body get the first answer again.",
}
_RESPONSES: Final = {
    400: "The request could not be read.",
    401: "No valid token or session.",
    403: "Not for this post.",
    404: "Not here, or not at your site.",
    409: "Refused by a clause, or the key was used with another body.",
    413: "The body is longer than 10 MB.",
    422: "A field is missing, unknown or unusable.",
    503: "Somebody else is at it this very moment; try again.",
}


class Problem(BaseModel):
    """An error (RFC 9457), with the clause it rests on."""

    type: str
    title: str
    status: int
    detail: str
    clause: str


def responses(statuses: Iterable[int]) -> dict[int, Any]:
    """Return the documents of errors that an operation can answer."""
    content = {"application/problem+json": {"schema": _PROBLEM}}
    return {status: {"description": _RESPONSES[status], "content": content} for status in statuses}


def answer(schema: dict[str, Any]) -> dict[int, Any]:
    """Return the document of a good answer."""
    return {200: {"description": "Done.", "content": {"application/json": {"schema": schema}}}}


def answer_of(declared: Declaration[Any, Any]) -> dict[int, Any]:
    """Return the document of a good answer of a command or question."""
    model = declared.answer_type
    return answer(
        {"type": "object"} if model is None else {"$ref": _REF.format(model=_answer_name(declared))}
    )


def _answer_name(declared: Declaration[Any, Any]) -> str:
    return f"{declared.fields.__name__}Answer"


def body_of(fields: type[BaseModel]) -> dict[str, Any]:
    """Return the document of a command's body."""
    return {"required": True, "content": {"application/json": {"schema": {"$ref": _ref(fields)}}}}


def parameters_of(fields: type[BaseModel]) -> list[dict[str, Any]]:
    """Return the documents of a question's parameters."""
    schema = _schema(fields)
    required = schema.get("required", [])
    return [
        {"name": name, "in": "query", "required": name in required, "schema": details}
        for name, details in schema.get("properties", {}).items()
    ]


@cache
def schemas() -> dict[str, Any]:
    """Return every schema that operations refer to, by name."""
    found: dict[str, Any] = {"Problem": Problem.model_json_schema()}
    inputs = [command.fields for command in COMMANDS.values()]
    inputs += [question.fields for question in QUESTIONS.values()]
    for fields in inputs:
        schema = dict(_schema(fields))
        found |= schema.pop("$defs", {})
        found[fields.__name__] = schema
    for declared in [*COMMANDS.values(), *QUESTIONS.values()]:
        if declared.answer_type is not None:
            schema = declared.answer_type.model_json_schema(
                by_alias=True, ref_template=_REF, mode="serialization"
            )
            found |= schema.pop("$defs", {})
            found[_answer_name(declared)] = schema
    return found


def _ref(fields: type[BaseModel]) -> str:
    return _REF.format(model=fields.__name__)


def _schema(fields: type[BaseModel]) -> dict[str, Any]:
    return fields.model_json_schema(by_alias=True, ref_template=_REF)

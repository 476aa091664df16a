"""One clear sentence for input that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase

if TYPE_CHECKING:
    import pydantic

_SENTENCES: Final = {
    "missing": "{field} is missing.",
    "extra_forbidden": "{field} is not known here.",
    "string_too_long": "{field} is longer than {limit} characters.",
    "string_too_short": "{field} must not be empty.",
    "string_type": "{field} must be text.",
    "bool_parsing": "{field} must be yes or no.",
    "bool_type": "{field} must be yes or no.",
    "int_parsing": "{field} must be a whole number.",
    "int_type": "{field} must be a whole number.",
    "enum": "{field} must be one of: {choices}.",
    "literal_error": "{field} must be one of: {choices}.",
    "date_from_datetime_parsing": "{field} must be a date such as 2026-03-02.",
    "date_parsing": "{field} must be a date such as 2026-03-02.",
    "date_type": "{field} must be a date such as 2026-03-02.",
    "time_parsing": "{field} must be a time such as 09:00.",
    "string_unicode": "{field} holds characters that cannot be seen or stored.",
}


def sentence_about(error: pydantic.ValidationError) -> Phrase:
    """Say what is wrong with the first field that is wrong."""
    first = error.errors(include_url=False)[0]
    context = first.get("ctx", {})
    name = ".".join(str(part) for part in first["loc"]) or "input"
    kind = first["type"]
    if kind == "value_error":
        wrong = str(context.get("error", ""))
        if wrong == "must not be empty":
            return phrase("{field} must not be empty.", field=name)
        return phrase("{field} cannot be used: {wrong}.", field=name, wrong=phrase(wrong))
    sentence = _SENTENCES.get(kind, "{field} cannot be used as it is.")
    return phrase(
        sentence,
        field=name,
        limit=context.get("max_length", ""),
        choices=context.get("expected", ""),
    )

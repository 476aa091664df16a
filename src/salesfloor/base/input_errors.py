"""One clear sentence for input that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, marked, phrase

if TYPE_CHECKING:
    import pydantic


class UnusableError(ValueError):
    """Raised by the validator of a field; the sentence goes on from the field's name."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


_LONGEST_NAME: Final = 60
UNUSABLE: Final = marked("{field} cannot be used as it is.")
_SENTENCES: Final = {
    "missing": marked("{field} is missing."),
    "extra_forbidden": marked("{field} is not known here."),
    "string_too_long": marked("{field} is longer than {limit} characters."),
    "string_too_short": marked("{field} must not be empty."),
    "string_type": marked("{field} must be text."),
    "greater_than": marked("{field} must be more than {low}."),
    "greater_than_equal": marked("{field} must be {low} or more."),
    "less_than": marked("{field} must be less than {high}."),
    "less_than_equal": marked("{field} must be {high} or less."),
    "decimal_max_places": marked("{field} has more than {places} decimals."),
    "string_pattern_mismatch": marked("{field} is not in the form that is asked for."),
    "too_long": marked("{field} has more than {limit} entries."),
    "bool_parsing": marked("{field} must be yes or no."),
    "bool_type": marked("{field} must be yes or no."),
    "int_parsing": marked("{field} must be a whole number."),
    "int_parsing_size": marked("{field} must be a whole number."),
    "int_from_float": marked("{field} must be a whole number."),
    "int_type": marked("{field} must be a whole number."),
    "enum": marked("{field} must be one of: {choices}."),
    "literal_error": marked("{field} must be one of: {choices}."),
    "date_from_datetime_parsing": marked("{field} must be a date such as 2026-03-02."),
    "date_parsing": marked("{field} must be a date such as 2026-03-02."),
    "date_type": marked("{field} must be a date such as 2026-03-02."),
    "time_parsing": marked("{field} must be a time such as 09:00."),
    "string_unicode": marked("{field} holds characters that cannot be seen or stored."),
}


def sentence_about(error: pydantic.ValidationError) -> Phrase:
    """Say what is wrong with the first field that is wrong."""
    first = error.errors(include_url=False)[0]
    context = first.get("ctx", {})
    name = _written(".".join(str(part) for part in first["loc"])) or "input"
    kind = first["type"]
    if kind == "too_long" and isinstance(first["input"], str):
        kind = "string_too_long"  # a text that was trimmed first is measured as a list is
    if kind == "value_error":
        return _said_by_a_validator(name, context.get("error"))
    sentence = _SENTENCES.get(kind, UNUSABLE)
    return phrase(
        sentence,
        field=name,
        limit=context.get("max_length", ""),
        choices=context.get("expected", ""),
        low=context.get("gt", context.get("ge", "")),
        high=context.get("lt", context.get("le", "")),
        places=context.get("decimal_places", ""),
    )


def _written(name: str) -> str:
    """Return a field's name as a sentence can hold it: a stranger may have chosen it."""
    return "".join(sign for sign in name[:_LONGEST_NAME] if sign.isprintable())


def _said_by_a_validator(field: str, error: object) -> Phrase:
    if isinstance(error, UnusableError):
        return phrase("{field} cannot be used: {wrong}.", field=field, wrong=error.sentence)
    return phrase(UNUSABLE, field=field)

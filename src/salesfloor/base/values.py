"""Values of any JSON type as a field: texts in their one form, numbers finite, nothing deep."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import BeforeValidator

from salesfloor.base.input_errors import UnusableError
from salesfloor.base.phrases import phrase
from salesfloor.base.texts import LINE_LENGTH, NOTE_LENGTH, clean

DEEPEST: Final = 4
MOST: Final = 1000
"""Entries of one list or object."""
LARGEST: Final = 10**15


def plain_value(given: Any, deep: int = DEEPEST) -> Any:  # noqa: ANN401 - any JSON value
    """Return a value in its one form.

    :raises UnusableError: for what cannot be stored: characters that are not taken, numbers that
        are none, lists of thousands or of lists of lists.
    """
    if given is None or isinstance(given, bool):
        return given
    if isinstance(given, str):
        return _text(given, NOTE_LENGTH)
    if isinstance(given, int | float):
        if not -LARGEST <= given <= LARGEST:  # which no infinity does, and no NaN
            raise UnusableError(phrase("the number is too large"))
        return given
    if not isinstance(given, list | dict) or not deep or len(given) > MOST:
        raise UnusableError(phrase("it holds too much"))
    if isinstance(given, list):
        return [plain_value(one, deep - 1) for one in given]
    return {_text(name, LINE_LENGTH): plain_value(one, deep - 1) for name, one in given.items()}


def _text(given: Any, longest: int) -> str:  # noqa: ANN401 - a name of a JSON object may be anything
    if not isinstance(given, str) or len(given) > longest:
        raise UnusableError(phrase("it holds too much"))
    return clean(given)


PlainValue = Annotated[Any, BeforeValidator(plain_value)]
"""A field whose type another rule judges."""
PlainValues = Annotated[dict[str, Any], BeforeValidator(plain_value)]
"""A field that takes names with their values."""

"""Whole numbers as fields: those of lines, books and receptions, and counts."""

from __future__ import annotations

import re
import unicodedata
from types import UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin

from pydantic import BeforeValidator, Field, PlainValidator
from pydantic_core import PydanticKnownError

LARGEST: Final = 2**31 - 1
"""What a column of whole numbers holds."""
_WRITTEN: Final = re.compile(r"-?[0-9]+")
_READERS: Final = (BeforeValidator, PlainValidator)


def whole(given: object) -> object:
    """Return a whole number as it is given, or its digits of any width; `12.0`, `true` and `1_0` are none.

    What is neither a number nor a text is left to the field's own type.
    """
    if isinstance(given, bool):
        raise PydanticKnownError("int_type")
    if isinstance(given, float):
        raise PydanticKnownError("int_from_float")
    if not isinstance(given, str):
        return given
    text = unicodedata.normalize("NFKC", given).strip()
    if not _WRITTEN.fullmatch(text):
        raise PydanticKnownError("int_parsing")
    return text


WHOLE: Final = BeforeValidator(whole)
Whole = Annotated[int, WHOLE]
"""A whole number within what a field holds; a field itself needs no mark, see `read_exactly`."""
Number = Annotated[int, Field(ge=1, le=LARGEST), WHOLE]
"""The number of a line, a book, a case: 1, 2, 3 and so on; programs give a number, forms its text."""
Count = Annotated[int, Field(ge=0, le=LARGEST), WHOLE]


def read_exactly(hint: Any) -> Any:  # noqa: ANN401 - a type as it is annotated
    """Return the type of a field in which every whole number is read by `whole`, also those of lists."""
    if hint is int:
        return Whole
    origin = get_origin(hint)
    if origin is Annotated:
        kind, *marks = get_args(hint)
        if any(isinstance(mark, _READERS) for mark in marks):
            return hint
        if kind is int:
            return Annotated[(int, *marks, WHOLE)]
        return Annotated[(read_exactly(kind), *marks)]
    inner = tuple(read_exactly(one) for one in get_args(hint)) if origin in _HOLDING else ()
    if not inner or inner == get_args(hint):
        return hint
    return Union[inner] if origin in {Union, UnionType} else origin[inner]  # noqa: UP007 - of a tuple


_HOLDING: Final = frozenset({list, tuple, dict, set, frozenset, Union, UnionType})

"""Figures that people report: whole numbers, in any digits, from 0 to 99,999.

What is no such number is not refused here but by the clause that asks for it: the field then holds
`NO_FIGURE`, which is below all figures.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Final

from pydantic import PlainValidator, WithJsonSchema

LARGEST: Final = 99_999
NO_FIGURE: Final = -1
_DIGITS: Final = re.compile(r"[0-9]{1,5}")


def figure_or_none(given: object) -> int:
    """Return the whole number that is given, or `NO_FIGURE`."""
    if isinstance(given, int) and not isinstance(given, bool):
        return given if 0 <= given <= LARGEST else NO_FIGURE
    if not isinstance(given, str):
        return NO_FIGURE
    text = unicodedata.normalize("NFKC", given)
    return int(text) if _DIGITS.fullmatch(text) else NO_FIGURE


def _optional(given: object) -> int | None:
    return None if given is None else figure_or_none(given)


_SCHEMA: Final = WithJsonSchema(
    {
        "anyOf": [
            {"type": "integer", "minimum": 0, "maximum": LARGEST},
            {"type": "string", "pattern": r"^\d{1,5}$"},
        ]
    }
)
Figure = Annotated[int, PlainValidator(figure_or_none), _SCHEMA]
"""A field that takes a figure."""
OptionalFigure = Annotated[int | None, PlainValidator(_optional), _SCHEMA]
"""A field that takes a figure, or nothing."""

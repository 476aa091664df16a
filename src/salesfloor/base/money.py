"""Money: texts in yuan at every door, exact fen inside, never floating point."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Final

from pydantic import BeforeValidator, Field, WithJsonSchema

from salesfloor.base.input_errors import UnusableError
from salesfloor.base.phrases import phrase

LONGEST: Final = 20
"""Characters: an amount that is longer is none."""
_YUAN: Final = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})?")
_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){1,3}(?:\.[0-9]{1,2})?")
_FORM: Final = phrase("an amount is a text in yuan with at most two decimals, such as 1234.50")
_SCHEMA: Final = WithJsonSchema(
    {
        "type": "string",
        "pattern": r"^[0-9]{1,12}(\.[0-9]{1,2})?$",
        "description": "An amount in yuan with at most two decimals.",
        "examples": ["1234.50"],
    },
    mode="validation",
)


def fen_or_nothing(given: object) -> int:
    """Return an amount in yuan, written as a text, as whole fen; `0` is an amount.

    Full-width digits and grouping commas make no difference. Numbers are refused: a program that
    sends 5.5 and one that sends 550 for the same amount would not both be understood.

    :raises UnusableError: unless it is a text, exact to the fen, and below a million million yuan.
    """
    if not isinstance(given, str) or len(given) > LONGEST:
        raise UnusableError(_FORM)
    text = unicodedata.normalize("NFKC", given).strip()
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if not _YUAN.fullmatch(text):
        raise UnusableError(_FORM)
    return int(Decimal(text) * 100)


def fen_from_yuan(given: object) -> int:
    """Return an amount in yuan as whole fen; see `fen_or_nothing`.

    :raises UnusableError: for what is no amount, and for nothing.
    """
    fen = fen_or_nothing(given)
    if fen == 0:
        raise UnusableError(phrase("the amount must be more than nothing"))
    return fen


def yuan(fen: int) -> str:
    """Write fen as yuan with exactly two decimals and without grouping: `1234.50`, `-100.00`."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole}.{rest:02}"


Fen = Annotated[int, Field(gt=0), BeforeValidator(fen_from_yuan), _SCHEMA]
"""A field given as a text in yuan and held in fen; more than nothing."""
FenOrNothing = Annotated[int, Field(ge=0), BeforeValidator(fen_or_nothing), _SCHEMA]
"""A field given as a text in yuan and held in fen; takes `0`."""

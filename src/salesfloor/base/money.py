"""Money: exact fen, never floating point."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Final

from pydantic import BeforeValidator

_YUAN: Final = re.compile(r"\d{1,12}(?:\.\d{1,2})?")
_GROUPED: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?")


def fen_from_yuan(given: str | float | Decimal) -> int:
    """Return an amount in yuan (at most two decimals) as whole fen.

    Full-width digits and grouping commas make no difference.

    :raises ValueError: unless the amount is positive, exact to the fen and below a million
        million yuan.
    """
    if isinstance(given, bool):
        message = "must be an amount in yuan with at most two decimals"
        raise ValueError(message)  # noqa: TRY004 - read as bad input
    text = unicodedata.normalize("NFKC", str(given)).strip()
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if isinstance(given, float) and text.endswith(".0"):
        text = text[:-2]
    if not _YUAN.fullmatch(text):
        message = "must be an amount in yuan with at most two decimals"
        raise ValueError(message)
    fen = int(Decimal(text) * 100)
    if fen <= 0:
        message = "must be more than nothing"
        raise ValueError(message)
    return fen


def _as_fen(value: object) -> object:
    return fen_from_yuan(value) if isinstance(value, (str, int, float, Decimal)) else value


Fen = Annotated[int, BeforeValidator(_as_fen)]
"""A field given in yuan and held in fen."""

"""Fields of the commands about deals."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Annotated, Final

from pydantic import Field, PlainValidator, WithJsonSchema

from salesfloor.base.fields import Phone, Reason
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.labels import Label
from salesfloor.base.money import Fen
from salesfloor.base.phrases import phrase
from salesfloor.base.texts import Code, Line
from salesfloor.floor.catalogue.api import UnitCode
from salesfloor.floor.till.api import Method

__all__ = [
    "Amount",
    "ChequeNo",
    "NeededReason",
    "OptionalReason",
    "PaidBy",
    "Payer",
    "Phone",
    "Reason",
    "Shares",
    "Source",
    "UnitCode",
    "add_up",
    "answered_shares",
]

WHOLE: Final = 100
"""Shares are held in hundredths."""
_MOST: Final = 50
_NOT_A_SHARE: Final = phrase("a share is a number from 0 to 1 with at most two decimals")


def _hundredths(given: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        raise UnusableError(_NOT_A_SHARE)
    try:
        share = Decimal(str(given)) * WHOLE
    except InvalidOperation as error:
        raise UnusableError(_NOT_A_SHARE) from error
    if not share.is_finite() or not 0 <= share <= WHOLE or share != int(share):
        raise UnusableError(_NOT_A_SHARE)
    return int(share)


_Share = Annotated[
    int,
    PlainValidator(_hundredths),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1}),
]
Shares = Annotated[
    dict[Code, _Share],
    Field(min_length=1, max_length=_MOST),
    Label("Shares", hint=phrase("one line a person, such as a: 0.5")),
]
"""Code -> share in hundredths; they add up to the whole (`add_up`)."""


def add_up(shares: dict[str, int]) -> bool:
    """Tell whether a set of shares is the whole."""
    return sum(shares.values()) == WHOLE


def answered_shares(hundredths: dict[str, int]) -> dict[str, float]:
    """Return shares as an answer says them."""
    return {code: share / WHOLE for code, share in hundredths.items()}


Amount = Annotated[Fen, Label("Amount in yuan")]
PaidBy = Annotated[Method, Label("Way of paying")]
Source = Annotated[Line, Label("Source of the money", is_needed=True)]
ChequeNo = Annotated[Line, Label("Number of the cheque")]
Payer = Annotated[Line, Label("Payer, where it is somebody else")]
OptionalReason = Annotated[Line, Label("Reason")]
NeededReason = Annotated[Line, Label("Reason", is_needed=True)]
"""Refused by its clause where it is left out."""

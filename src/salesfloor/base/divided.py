"""Shares of something among people, in hundredths that add up to all of it (3.5.1)."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import PlainValidator, WithJsonSchema

from salesfloor.base.input_errors import UnusableError
from salesfloor.base.phrases import phrase
from salesfloor.base.texts import CODE_LENGTH

ALL: Final = 100
MOST: Final = 50
"""People among whom something is shared."""
_SHARE: Final = re.compile(r"(?:0(?:\.[0-9]{1,2}0*)?|1(?:\.0+)?|\.[0-9]{1,2})")


def hundredths(given: object) -> int:
    """Return a share between 0 and 1 in hundredths, read through its decimal text.

    :raises UnusableError: for anything else.
    """
    is_number = isinstance(given, int | float | str) and not isinstance(given, bool)
    text = str(given).strip() if is_number else ""
    if not _SHARE.fullmatch(text):
        raise UnusableError(phrase("a share is a number from 0 to 1 with at most two decimals"))
    whole, _, decimals = text.partition(".")
    return int(whole or 0) * ALL + int((decimals + "00")[:2])


def _divided(given: object) -> dict[str, int]:
    if not isinstance(given, dict) or not 0 < len(given) <= MOST:
        raise UnusableError(phrase("it must say the share of each person"))
    shares = {str(code).strip()[:CODE_LENGTH]: hundredths(share) for code, share in given.items()}
    if len(shares) != len(given) or sum(shares.values()) != ALL:
        raise UnusableError(phrase("the shares must add up to exactly 1"))
    return shares


Shares = Annotated[
    dict[str, int],
    PlainValidator(_divided),
    WithJsonSchema(
        {
            "type": "object",
            "additionalProperties": {"type": "number", "minimum": 0, "maximum": 1},
            "examples": [{"c01": 0.6, "c02": 0.4}],
        }
    ),
]
"""A field that says the share of each person by code; held in hundredths."""


def answered_shares(shares: dict[str, int]) -> dict[str, float]:
    """Return shares in hundredths as an answer says them."""
    return {code: part / ALL for code, part in shares.items()}


def in_equal_parts(people: list[int], first: int | None) -> dict[int, int]:
    """Divide equally, down to hundredths; what is left goes to `first`, else one each in order."""
    part, left = divmod(ALL, len(people))
    shares = dict.fromkeys(people, part)
    if first in shares:
        shares[first] += left
    else:
        for one in people[:left]:
            shares[one] += 1
    return shares

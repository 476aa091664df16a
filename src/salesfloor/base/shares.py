"""Shares and percentages: exact fractions inside, rounded only where they are answered."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import PlainValidator, WithJsonSchema

from salesfloor.base.input_errors import UnusableError
from salesfloor.base.phrases import phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARE_DECIMALS: Final = 4
SCORE_DECIMALS: Final = 1
_WEIGHT: Final = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,4})?")


def exact(number: float | str | Decimal | Fraction) -> Fraction:
    """Return a number as the fraction that its decimal text says: 0.667 is 667/1000.

    :raises ValueError: for what is no finite number.
    """
    try:
        return Fraction(str(number)) if isinstance(number, float) else Fraction(number)
    except (OverflowError, ZeroDivisionError) as error:
        message = "must be a number"
        raise ValueError(message) from error


def half_up(number: Fraction, decimals: int = 0) -> Fraction:
    """Round to so many decimals, a half away from zero."""
    scale = 10**decimals
    steps = floor(abs(number) * scale + Fraction(1, 2))
    return Fraction(-steps if number < 0 else steps, scale)


def answered(number: Fraction | None, decimals: int) -> float | None:
    """Return an exact number as an answer says it, rounded half up; None stays None."""
    return None if number is None else float(half_up(number, decimals))


def ratio(part: int | Fraction, whole: int | Fraction) -> Fraction | None:
    """Return part / whole, exactly; None where there is nothing to divide by."""
    return None if whole == 0 else Fraction(part) / Fraction(whole)


def share(part: int | Fraction, whole: int | Fraction) -> float | None:
    """Return part / whole as an answer says it, to four decimals; None for nothing to divide by."""
    return answered(ratio(part, whole), SHARE_DECIMALS)


def percentage(part: int | Fraction, whole: int | Fraction) -> float | None:
    """Return 100 x part / whole as an answer says it, to one decimal; None for nothing to divide by."""
    found = ratio(part, whole)
    return answered(None if found is None else 100 * found, SCORE_DECIMALS)


def average(total: int | Fraction, count: int) -> float | None:
    """Return total / count as an answer says a score, to one decimal; None for nothing to count."""
    return answered(ratio(total, count), SCORE_DECIMALS)


def in_percent(number: float | str | Decimal | Fraction) -> str:
    """Say a ratio as a sentence does, in per cent to one decimal at most: 0.4795 is 48%, 0.725 is 72.5%."""
    return f"{answered(100 * exact(number), SCORE_DECIMALS):g}%"


def split(total: int, weights: Sequence[int | Fraction], *, step: int = 1) -> list[int]:
    """Split a total by weights into whole steps whose sum is the total: largest remainders.

    Each part gets the whole steps of its exact quota; the steps left over go one each to the parts
    with the greatest remainders, equal ones in the order given. A weight of 0 gets nothing.

    :raises ValueError: where the total is negative or no multiple of the step, a weight is
        negative, or all are 0.
    """
    if step < 1 or total < 0 or total % step:
        message = "must be a multiple of the step"
        raise ValueError(message)
    if any(weight < 0 for weight in weights) or not any(weights):
        message = "must be weights of 0 or more, not all of them 0"
        raise ValueError(message)
    steps, whole = total // step, sum(map(Fraction, weights))
    quotas = [steps * Fraction(weight) / whole for weight in weights]
    parts = [floor(quota) for quota in quotas]
    by_remainder = sorted(range(len(parts)), key=lambda place: parts[place] - quotas[place])
    for place in by_remainder[: steps - sum(parts)]:
        parts[place] += 1
    return [part * step for part in parts]


def _weight(given: object) -> Fraction:
    is_number = isinstance(given, int | float | str) and not isinstance(given, bool)
    if not is_number or not _WEIGHT.fullmatch(str(given)):
        raise UnusableError(phrase("a weight is a number from 0 on with at most four decimals"))
    return exact(str(given))


Weight = Annotated[
    Fraction,
    PlainValidator(_weight),
    WithJsonSchema({"anyOf": [{"type": "number", "minimum": 0}, {"type": "string"}]}),
]
"""A field given as a number or a decimal text, held exactly."""

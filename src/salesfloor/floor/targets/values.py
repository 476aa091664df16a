"""Values of targets as they are given and answered: whole numbers, or money where the measure is money."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Final

from pydantic import PlainValidator, WithJsonSchema

from salesfloor.base.figures import NO_FIGURE, figure_or_none
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.money import fen_from_yuan, yuan
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.shares import half_up
from salesfloor.floor.results.api import Measure
from salesfloor.floor.targets.regions import Shipped

AnyMeasure = Measure | Shipped
_FORM: Final = phrase("it must be a whole number, or yuan where the measure is an amount")
_LONGEST: Final = 20
_FEN_A_YUAN: Final = 100
_MONEY: Final = frozenset({Measure.AMOUNT, Shipped.MONEY})


def _given(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise UnusableError(_FORM)
    text = str(value).strip()
    if not text or len(text) > _LONGEST:
        raise UnusableError(_FORM)
    return text


GivenValue = Annotated[
    str,
    PlainValidator(_given),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string"}]}),
]
"""A field that takes the value of a target; `value_of` reads it by the measure."""


def measure_of(word: str) -> AnyMeasure:
    """Return the measure of a floor or of a region that a target's row names."""
    return Shipped(word) if word in set(Shipped) else Measure(word)


def unit_of(measure: AnyMeasure) -> int:
    """Return what one unit is, as people count: a yuan of money, else one."""
    return _FEN_A_YUAN if measure in _MONEY else 1


def value_of(given: str, measure: AnyMeasure, *, least: int = 1) -> int:
    """Return a value in the unit of its measure: fen of an amount, else whole numbers.

    :raises Refused: `input` for what is no such value, or too small.
    """
    if measure in _MONEY:
        try:
            found = fen_from_yuan(given)
        except ValueError:
            found = NO_FIGURE
    else:
        found = figure_or_none(given)
    if found < least:
        raise bad_input(
            phrase("A target is at least {least}, a whole number or yuan.", least=least)
        )
    return found


def shown(value: int | Fraction | None, measure: AnyMeasure) -> int | str | None:
    """Return a value as answers say it: money in yuan, all else whole."""
    if value is None:
        return None
    whole = int(half_up(Fraction(value)))
    return yuan(whole) if measure in _MONEY else whole

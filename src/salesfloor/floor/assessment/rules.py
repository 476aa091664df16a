"""The weights of an assessment and its total, on exact parts (7.1.7)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Mapping

CLAUSE: Final = "7.1.7"
WHOLE: Final = 100
A_POINT: Final = 5
"""What a point of conduct takes away."""


@clause(CLAUSE)
def may_weigh(weights: Mapping[str, int]) -> Phrase | None:
    """Let weights sum to 100, neither more nor less."""
    found = sum(weights.values())
    if found != WHOLE:
        return phrase("The weights sum to {found}; they must sum to 100.", found=found)
    return None


@clause(CLAUSE)
def may_score(*, is_own: bool) -> Phrase | None:
    """Let nobody score themselves."""
    return phrase("Nobody scores themselves. Somebody above does.") if is_own else None


def of_hundred(part: Fraction) -> Fraction:
    """Return a part within 0 to 100."""
    return min(Fraction(WHOLE), max(Fraction(), part))


def conduct_part(points: int) -> Fraction:
    """Return what is left of 100 when each point of conduct takes five away."""
    return of_hundred(Fraction(WHOLE - A_POINT * points))


def total(weights: Mapping[str, int], parts: Mapping[str, Fraction | None]) -> Fraction | None:
    """Return the weighed sum; the weight of a part that there is none of goes to the others in proportion."""
    there = {name: part for name, part in parts.items() if part is not None}
    weight = sum(weights.get(name, 0) for name in there)
    if not weight:
        return None
    return sum((weights.get(name, 0) * part for name, part in there.items()), Fraction()) / weight

"""Clauses 4.3 and 4.4 as pure functions: whom to call first, who lags, what a review takes up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, listed, phrase
from salesfloor.base.shares import exact
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


@dataclass(frozen=True, slots=True)
class Callee:
    """What decides when somebody is called."""

    code: str
    pace: Fraction | None
    has_answered: bool
    last_call_on: date | None
    is_enough: bool
    """Whether there were enough calls lately."""


def order_of(one: Callee) -> tuple[bool, bool, bool, Fraction, bool, date, str]:
    """Return the key by which people stand in the list of calls."""
    return (
        one.is_enough,
        one.has_answered,
        one.pace is None,
        one.pace or Fraction(),
        one.last_call_on is not None,
        one.last_call_on or date.min,
        one.code,
    )


def is_lagging(completions: Sequence[Fraction], below: float, weeks_in_a_row: int) -> bool:
    """Tell whether the latest weeks that count, the latest first, were all below the mark."""
    latest = completions[:weeks_in_a_row]
    return len(latest) == weeks_in_a_row and all(one < exact(below) for one in latest)


@clause("4.4.1")
def takes_up(missing: Collection[int]) -> Phrase | None:
    """Ask a review to take up what the last one asked for."""
    if not missing:
        return None
    return phrase(
        "Say what became of the points of the last review: {tasks}.",
        tasks=listed(str(one) for one in sorted(missing)),
    )

"""Clause 4.1.3 as pure functions: what a close needs."""

from __future__ import annotations

from fractions import Fraction

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause


@clause("4.1.3")
def knows_the_day(*, is_told: bool) -> Phrase | None:
    """Ask for the day's figures where nothing else tells them."""
    if is_told:
        return None
    return phrase("Nothing tells what today brought. Give complete and incomplete, too.")


@clause("4.1.3")
def says_why(error: Fraction | None, *, reason: bool) -> Phrase | None:
    """Ask for a reason on a day that fell short of its forecast."""
    if error is None or error >= 0 or reason:
        return None
    return phrase("Today fell short of the forecast. Say why.")


def mean(errors: list[Fraction]) -> Fraction | None:
    """Return the mean of errors, None of none."""
    return sum(errors, Fraction()) / len(errors) if errors else None

"""The playbook as pure functions: what a card needs, when an objection ends, when a card comes again."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause
from salesfloor.floor.playbook.choices import ENDED, CardKind, CardStatus, Result, Screen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

BOXES: Final = (1, 2, 4, 8, 16, 30)
"""Days after which a card comes again, box by box."""
RIGHT_FROM: Final = 80
PER_MISTAKE: Final = 20


@clause("9.2.1.5")
def fab_is_whole(kind: CardKind, parts: Iterable[str]) -> Phrase | None:
    """A FAB card has feature, advantage and benefit."""
    if kind is CardKind.FAB and not all(parts):
        return phrase("A FAB card needs all three: feature, advantage and benefit.")
    return None


@clause("9.4.4")
def objection_is_whole(kind: CardKind, parts: Iterable[str]) -> Phrase | None:
    """A card on an objection has the objection, its cause and a method."""
    if kind is CardKind.OBJECTION and not all(parts):
        return phrase("A card on an objection needs the objection, its cause and a method.")
    return None


def standing_of(*, is_approved: bool, source: str) -> CardStatus:
    """What is approved is proven by its source; without one it stays unproven."""
    if not is_approved:
        return CardStatus.PROPOSED
    return CardStatus.PROVEN if source else CardStatus.UNPROVEN


@clause("7.2.8")
def may_show(screen: Screen) -> Phrase | None:
    """The playbook is for the house: no screen for customers shows it."""
    if screen is Screen.PRESENTATION:
        return phrase("The playbook is for the house. Look at it on your own phone.")
    return None


@clause("9.4.4")
def names_a_method(result: Result, method: str) -> Phrase | None:
    """What is removed or lost says by which method it was met."""
    if result in ENDED and not method:
        return phrase("Say by which of the nine methods it was met.")
    return None


@clause("9.4.6")
def may_defer(result: Result, reason: str, answer_by: date | None, today: date) -> Phrase | None:
    """What is put off has a reason and the day of the answer, from today on."""
    if result is not Result.DEFERRED:
        return None
    if not reason:
        return phrase("Say why the answer is put off.")
    if answer_by is None or answer_by < today:
        return phrase("Say by which day it will be answered, from today on.")
    return None


class Box(NamedTuple):
    """Where a card lies for a person: box (0: none yet), and the day on which it last went up."""

    number: int
    risen_on: date | None


def score_of(mistakes: int, *, is_other_method: bool) -> int:
    """Return what practice scores: 20 less for each error, and for another method than the card's."""
    return max(0, 100 - PER_MISTAKE * (mistakes + is_other_method))


def moved(box: Box, *, is_right: bool, today: date) -> Box:
    """Return where a card lies after practice: up once a day at most when right, else in the first."""
    if not is_right:
        return Box(1, box.risen_on)
    if box.number and box.risen_on == today:
        return box
    return Box(min(box.number + 1, len(BOXES)), today)


def next_day(box: Box, today: date) -> date:
    """Return when a card comes again."""
    return today + timedelta(days=BOXES[box.number - 1])


def rate(removed: int, uses: int, least: int) -> Fraction | None:
    """Return the share that was removed; None where there are too few to say."""
    return Fraction(removed, uses) if uses >= least and uses else None


NINETY: Final = 1.6448536269514722
"""How many standard deviations hold nine in ten."""


def likely_share(hits: int, of: int) -> tuple[float, float]:
    """Return between which shares the true one lies in nine cases of ten (Wilson), so that few do not look like many."""
    share, square = hits / of, NINETY**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = NINETY * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return middle - half, middle + half

"""Clause 4.2.3 about messages, and how standings are ranked, as pure functions."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from salesfloor.base.phrases import Phrase, listed, phrase
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SIGNS = frozenset("%％")
_SENTENCE_END = re.compile(r"[。！？!?]|\.(?:\s|$)")
T = TypeVar("T")


def has_figures(words: str) -> bool:
    """Tell whether words contain a digit of any script, or a per cent sign."""
    return any(one in _SIGNS or unicodedata.category(one) == "Nd" for one in words)


def occasion_of(words: str) -> tuple[str, str]:
    """Return what somebody is thanked for, the first sentence without its stop, and what follows it."""
    first, rest = (*_SENTENCE_END.split(words.strip(), maxsplit=1), "")[:2]
    return first.strip(), rest.strip()


@clause("4.2.3")
def thanks_somebody(*, is_to_all: bool) -> Phrase | None:
    """Refuse thanks to everybody: they are nobody's."""
    return phrase("Thanks are for a person. Name whom you thank.") if is_to_all else None


@clause("4.2.3")
def types_no_figure(words: str) -> Phrase | None:
    """Refuse a figure in the words of a battle report: it has them from the records."""
    if has_figures(words):
        return phrase("Nobody types a figure into a battle report; it has them from the records.")
    return None


@clause("4.2.3")
def is_not_too_often(too_often: Sequence[str], most: int) -> Phrase | None:
    """Refuse more messages to a person than a day bears."""
    if not too_often:
        return None
    return phrase(
        "{who} had {most} messages from you today already.", who=listed(too_often), most=most
    )


def ranked(
    rows: Sequence[T], result: Callable[[T], Fraction], name: Callable[[T], str]
) -> list[tuple[int, T]]:
    """Return rows with their ranks: the highest result first, equal ones share a rank (1, 1, 3)."""
    in_order = sorted(rows, key=lambda one: (-result(one), name(one)))
    found: list[tuple[int, T]] = []
    for place, one in enumerate(in_order, start=1):
        is_equal = bool(found) and result(found[-1][1]) == result(one)
        found.append((found[-1][0] if is_equal else place, one))
    return found

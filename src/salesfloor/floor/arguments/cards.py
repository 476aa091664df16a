"""Cards that say feature, advantage and benefit, as far as the house keeps some (9.2.1.5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Card:
    """One proven argument: what it is about (`layout:A1`; empty for the house), its words, its tags."""

    code: str
    product: str
    feature: str
    advantage: str
    benefit: str
    tags: tuple[str, ...] = ()


_CARDS: Final[list[Callable[[int, datetime], Iterable[Card]]]] = []


def cards_by(source: Callable[[int, datetime], Iterable[Card]]) -> None:
    """Name who keeps the proven cards of a site; the playbook says it."""
    _CARDS.append(source)


def cards_at(site_id: int, at: datetime) -> list[Card]:
    """Return the proven cards of a site at a moment."""
    return [card for source in _CARDS for card in source(site_id, at)]


@dataclass(frozen=True, slots=True)
class Words:
    """What to say when somebody goes without buying."""

    title: str
    wording: str


_PARTING: Final[list[Callable[[int, datetime], Iterable[Words]]]] = []


def parting_words_by(source: Callable[[int, datetime], Iterable[Words]]) -> None:
    """Name who keeps the words for customers who go without buying; the playbook says it."""
    _PARTING.append(source)


def parting_words_at(site_id: int, at: datetime) -> list[Words]:
    """Return what to say to a customer who goes without buying (9.5.1.2)."""
    return [words for source in _PARTING for words in source(site_id, at)]


def in_order(
    cards: Iterable[Card], about: str, liked: Mapping[str, int]
) -> list[tuple[Card, list[str]]]:
    """Return the cards about a product or the house, and the liked tags of each.

    First those whose tags the customer likes most, by the sum of their weights, then by code.
    """
    found = [
        (
            card,
            sorted(
                {tag for tag in card.tags if liked.get(tag)}, key=lambda tag: (-liked[tag], tag)
            ),
        )
        for card in cards
        if card.product in {about, ""}
    ]
    return sorted(found, key=lambda one: (-sum(liked[tag] for tag in one[1]), one[0].code))

"""Finding the right cards: by what is said, what it is about, what is liked, what helped (9.4.4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.base.china_time import day_of
from salesfloor.floor.particulars import api as particulars
from salesfloor.floor.playbook.choices import CardStatus, Per
from salesfloor.floor.playbook.commands.cards import in_use
from salesfloor.floor.playbook.counting import Rate, first_day, rates
from salesfloor.floor.playbook.products import names_of
from salesfloor.floor.playbook.words import likeness
from salesfloor.floor.tables import api as tables

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from salesfloor.floor.playbook.models import Card
    from salesfloor.floor.reception import api as reception

MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What cards are looked for by."""

    words: str = ""
    products: Collection[str] = ()
    interests: Collection[str] = ()


def asked_in(site_id: int, talk: reception.Talk | None, words: str) -> Asked:
    """Return what a reception says about the cards that it needs."""
    if talk is None:
        return Asked(words)
    marked = particulars.marked_interests(site_id, talk.phone) if talk.phone else {}
    return Asked(words, names_of(site_id, tables.topic_of(talk.id)), frozenset(marked))


def matching_cards(
    site_id: int, at: datetime, step: str, asked: Asked, *, most: int | None = MOST
) -> list[tuple[Card, Rate | None]]:
    """Return the cards of a step that fit best, at most so many, each with what it did so far."""
    today = day_of(at)
    counted = rates(site_id, at, Per.CARD, days=(first_day(today), today))
    done = {one.key: one for one in counted}
    cards = list(in_use(site_id).filter(step=step))
    cards.sort(key=lambda card: _place(card, asked, done.get(card.code)))
    return [(card, done.get(card.code)) for card in cards[:most]]


def _place(card: Card, asked: Asked, done: Rate | None) -> tuple[object, ...]:
    texts = (card.objection, card.title, *card.tags)
    rate = done.rate if done else None
    return (
        -likeness(asked.words, texts) if asked.words else 0,
        -(bool(card.product) and card.product in asked.products),
        -len(set(asked.interests).intersection(card.tags)),
        card.status != CardStatus.PROVEN,
        rate is None,
        -(rate or 0),
        card.code,
    )

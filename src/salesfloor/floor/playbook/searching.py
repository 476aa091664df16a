"""Finding the right cards: by what is said, what it is about, what is liked, what helped (9.4.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from salesfloor.base.china_time import day_of
from salesfloor.floor.particulars import api as particulars
from salesfloor.floor.playbook.choices import CardStatus, Per
from salesfloor.floor.playbook.commands.cards import in_use
from salesfloor.floor.playbook.counting import Rate, first_day, rates
from salesfloor.floor.playbook.models import Card
from salesfloor.floor.playbook.products import names_of
from salesfloor.floor.playbook.words import likeness, plain
from salesfloor.floor.tables import api as tables

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

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
    asked = replace(asked, words=asked.words and plain(asked.words))
    known = in_use(site_id).filter(step=step).values_list(*_Looks._fields)
    looks = sorted(map(_Looks._make, known), key=lambda one: _place(one, asked, done.get(one.code)))
    cards = Card.objects.in_bulk([one.pk for one in looks[:most]])
    return [(cards[one.pk], done.get(one.code)) for one in looks[:most]]


class _Looks(NamedTuple):
    """What of a card says whether it fits."""

    pk: int
    code: str
    title: str
    objection: str
    tags: list[str]
    product: str
    status: str


def _place(card: _Looks, asked: Asked, done: Rate | None) -> tuple[object, ...]:
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

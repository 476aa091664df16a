"""Items of conduct: what can be on record against a person, as blocks of the rulebook.

`[[clause.conduct]]` below a clause names the item, its words and its weight, and how it comes on record.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from salesfloor.base.phrases import Phrase, bilingual
from salesfloor.base.trades import Trade, trade_of
from salesfloor.kernel.rulebook import api as rulebook

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from salesfloor.base.commands import Actor

Weight = Literal["light", "middle", "grave"]
"""Light and middle items carry the points of the site's policies, grave ones are opened as a case."""
Comes = Literal["observed", "command", "itself", "case"]
"""Noted by somebody above, by a command of its own, by itself, or found in a case."""


class ConductBlock(rulebook.Block):
    """One item of conduct; with `trades` it is the clause's item at sites of those trades only."""

    item: str
    zh: str
    en: str
    weight: Weight
    comes: Comes = "observed"
    trades: tuple[Trade, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An item of conduct at a site of one trade."""

    code: str
    clause: str
    words: Phrase
    weight: Weight
    comes: Comes


@cache
def _by_trade() -> Mapping[tuple[str, Trade | None], Item]:
    found: dict[tuple[str, Trade | None], Item] = {}
    for number, block in rulebook.blocks("conduct", ConductBlock):
        item = Item(block.item, number, bilingual(block.en, block.zh), block.weight, block.comes)
        for trade in block.trades or (None,):
            found.setdefault((block.item, trade), item)
    return found


def item_of(code: str, trade: Trade) -> Item | None:
    """Return the item of that code at a site of that trade, or None."""
    items = _by_trade()
    return items.get((code, trade)) or items.get((code, None))


def mistake_in(number: str, block: ConductBlock) -> str | None:
    """Return what is wrong with a block: another clause has the item at sites of the same trade."""
    for trade in block.trades or (None,):
        item = _by_trade()[block.item, trade]
        if item.clause != number:
            return f"item '{block.item}' stands below clause {item.clause} already"
    return None


def options(actor: Actor, at: datetime) -> list[tuple[str, Phrase]]:
    """Return the items that somebody at the actor's site can note by hand, for a select box."""
    del at
    trade = trade_of(actor.site_id or 0)
    codes = sorted({code for code, _ in _by_trade()})
    found = [item for code in codes if (item := item_of(code, trade)) is not None]
    return [(item.code, item.words) for item in found if item.comes == "observed"]

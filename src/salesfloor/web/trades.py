"""The words of each trade: the code knows posts and sites, the screen says what people say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import Post
from salesfloor.base.trades import trade_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from salesfloor.base.commands import Actor

ANY: Final = ""

WORDS: Final[Mapping[str, Mapping[str, Phrase]]] = {
    "salesperson": {
        ANY: phrase("Salesperson"),
        "real_estate": phrase("Property consultant"),
        "bank_cards": phrase("Account manager"),
        "distribution": phrase("Sales representative"),
        "service_area": phrase("Service-area attendant"),
        "pharma": phrase("Sales representative"),
    },
    "lead": {
        ANY: phrase("Team lead"),
        "distribution": phrase("Sales supervisor"),
        "service_area": phrase("Shift lead"),
    },
    "manager": {
        ANY: phrase("Sales manager"),
        "showroom": phrase("Floor manager"),
        "bank_cards": phrase("Centre head"),
        "distribution": phrase("Regional sales manager"),
        "service_area": phrase("Service-area supervisor"),
    },
    "desk": {ANY: phrase("Front desk"), "event": phrase("Registration desk")},
    "finance": {ANY: phrase("Finance")},
    "admin": {ANY: phrase("Administration")},
    "director": {ANY: phrase("Sales director")},
    "general_manager": {ANY: phrase("General manager")},
    "quality": {ANY: phrase("Quality management")},
    "operator": {ANY: phrase("System operator")},
    "site": {
        ANY: phrase("Sales office"),
        "showroom": phrase("Showroom"),
        "bank_cards": phrase("Card centre"),
        "distribution": phrase("Region"),
        "service_area": phrase("Service area"),
        "pharma": phrase("Branch"),
        "event": phrase("Event"),
    },
    "unit": {
        ANY: phrase("Product"),
        "real_estate": phrase("Unit"),
        "showroom": phrase("Model"),
        "bank_cards": phrase("Application"),
        "service_area": phrase("Stall"),
        "pharma": phrase("Drug"),
        "event": phrase("Prize"),
    },
}


def word(name: str, trade: str = ANY) -> Phrase:
    """Return what a site of that trade calls it."""
    by_trade = WORDS[name]
    return by_trade.get(trade, by_trade[ANY])


def post_words(trade: str) -> list[tuple[str, Phrase]]:
    """Return the posts people have, and what a site of that trade calls them."""
    return [(post.value, word(post, trade)) for post in Post if post is not Post.OPERATOR]


def posts_to_choose(actor: Actor, at: datetime) -> list[tuple[str, Phrase]]:
    """Return the posts for a select box."""
    del at
    return post_words(trade_of(actor.site_id) if actor.site_id else ANY)

"""One search for everything: each module registers what it finds, the page shows all of it.

    @searcher("customers", phrase("Customers"), may=permissions.CUSTOMERS)
    def find_customers(asked: Wish) -> list[Hit]:
        return [Hit(row.name, masked_phone(row.phone), address) for row in …]

A searcher finds only what the person may open, and no more than `MOST`; typed is `asked.text`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import NoReverseMatch, reverse

from salesfloor.base import modules
from salesfloor.base.commands import COMMANDS
from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.base.posts import Post
    from salesfloor.web.requests import StaffRequest

MOST: Final = 8
"""Things of one kind that the page shows."""
FEWEST_LETTERS: Final = 1
LONGEST: Final = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found."""

    title: Phrase | str
    note: Phrase | str
    address: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody looks for."""

    request: StaffRequest
    text: str

    @property
    def trade(self) -> str:
        """Return the trade of the person's site."""
        return str(getattr(self.request.site, "trade", ""))

    @property
    def site_id(self) -> int:
        """Return the person's site; 0 for those of no site."""
        return self.request.actor.site_id or 0

    def fits(self, *texts: Phrase | str) -> bool:
        """Tell whether one of the texts holds what was typed."""
        typed = self.text.casefold()
        return any(typed in _text(one).casefold() for one in texts)


Find = Callable[[Wish], list[Hit]]


@dataclass(frozen=True, slots=True)
class Searcher:
    """Finds things of one kind."""

    name: str
    label: Phrase
    may: frozenset[Post]
    find: Find


@dataclass(frozen=True, slots=True)
class Found:
    """Things of one kind that were found."""

    label: Phrase
    hits: list[Hit]


SEARCHERS: Final[dict[str, Searcher]] = {}


def searcher(name: str, label: Phrase, *, may: Iterable[Post] = ANYONE) -> Callable[[Find], Find]:
    """Register what finds things of one kind."""

    def register(find: Find) -> Find:
        SEARCHERS[name] = Searcher(name, label, frozenset(may), find)
        return find

    return register


def search(request: StaffRequest, typed: str) -> list[Found]:
    """Return everything that fits what was typed, by kind; nothing where nothing was typed."""
    text = " ".join(typed.replace("\x00", "").split())[:LONGEST]
    if len(text) < FEWEST_LETTERS:
        return []
    wish = Wish(request, text)
    mine = [one for one in SEARCHERS.values() if request.actor.post in one.may]
    found = [Found(one.label, one.find(wish)[:MOST]) for one in mine]
    return [one for one in found if one.hits]


def pages_of(request: StaffRequest) -> list[Hit]:
    """Return every page that the person may open."""
    post, trade = request.actor.post, str(getattr(request.site, "trade", ""))
    there = [(page, _address(page.name)) for page in modules.pages() if page.is_for(post, trade)]
    return [Hit(page.label, "", address) for page, address in there if address]


@searcher("pages", phrase("Pages"))
def find_pages(wish: Wish) -> list[Hit]:
    """Find pages by their names."""
    return [hit for hit in pages_of(wish.request) if wish.fits(hit.title)]


@searcher("commands", phrase("Do"))
def find_commands(wish: Wish) -> list[Hit]:
    """Find what the person may do, by its word."""
    return [
        Hit(one.word, "", reverse("web:give", args=[one.name]))
        for one in COMMANDS.values()
        if wish.fits(one.word)
        and one.may_be_given_by(wish.request.actor)
        and one.is_for_trade(wish.trade)
    ]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _text(one: Phrase | str) -> str:
    return said(one) if isinstance(one, Phrase) else one

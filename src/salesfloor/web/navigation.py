"""Where each post can go, in the order in which it goes there most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import NoReverseMatch, reverse

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import ANYONE, LEADERS, MANAGERS, SET_UP, Post

if TYPE_CHECKING:
    from salesfloor.web.requests import StaffRequest

ON_PHONE: Final = 4
"""How many places the bottom bar of a phone shows before `more`."""
TRADES_WITH_FLOOR: Final = frozenset({"real_estate", "showroom", "bank_cards"})


@dataclass(frozen=True, slots=True)
class Place:
    """One page that the bars lead to."""

    name: str
    label: Phrase
    icon: str
    posts: frozenset[Post] = ANYONE
    trades: frozenset[str] | None = None

    def is_for(self, post: Post, trade: str) -> bool:
        """Tell whether the person's bars show it."""
        return post in self.posts and (self.trades is None or trade in self.trades)


@dataclass(frozen=True, slots=True)
class Link:
    """A place as one request shows it."""

    url: str
    label: Phrase
    icon: str
    is_here: bool


_FLOOR: Final = LEADERS | {Post.SALESPERSON, Post.DESK}

PLACES: Final = (
    Place("today:today", phrase("Today"), "ti-home"),
    Place(
        "reception:reception",
        phrase("My reception"),
        "ti-user-check",
        frozenset({Post.SALESPERSON}),
    ),
    Place("reception:board", phrase("Board"), "ti-layout-dashboard", _FLOOR),
    Place("reception:desk", phrase("Desk"), "ti-clipboard-plus", _FLOOR),
    Place("customers:customers", phrase("Customers"), "ti-users", _FLOOR),
    Place(
        "customers:follow_ups", phrase("Follow-up"), "ti-phone-call", LEADERS | {Post.SALESPERSON}
    ),
    Place(
        "registers:books",
        phrase("Registers"),
        "ti-books",
        LEADERS | {Post.SALESPERSON, Post.DESK, Post.ADMIN},
    ),
    Place("people:people", phrase("People"), "ti-id-badge-2", LEADERS | SET_UP),
    Place("rulebook:rulebook", phrase("Rulebook"), "ti-scale"),
    Place("rulebook:settings", phrase("Settings"), "ti-settings", MANAGERS | SET_UP),
)


FIRST: Final[dict[Post, tuple[str, ...]]] = {
    Post.SALESPERSON: (
        "today:today",
        "reception:reception",
        "customers:follow_ups",
        "reception:board",
    ),
    Post.LEAD: ("today:today", "reception:board", "customers:follow_ups", "reception:desk"),
    Post.DESK: ("today:today", "reception:desk", "reception:board", "customers:customers"),
}
"""Where a post goes most; these stand first, and at hand on a phone."""


def _order(post: Post, place: Place) -> int:
    first = FIRST.get(post, ())
    return first.index(place.name) if place.name in first else len(first)


def links_of(request: StaffRequest) -> list[Link]:
    """Return the person's places; the longest address that the path starts with is `here`."""
    post, trade = request.actor.post, getattr(request.site, "trade", "")
    places = sorted(PLACES, key=lambda place: _order(post, place))
    found = [(place, _url(place.name)) for place in places if place.is_for(post, trade)]
    there = [(place, url) for place, url in found if url is not None]
    path = request.path
    fitting = [url for _, url in there if path == url or (url != "/" and path.startswith(url))]
    here = max(fitting, key=len, default=None)
    return [Link(url, place.label, place.icon, url == here) for place, url in there]


def _url(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None

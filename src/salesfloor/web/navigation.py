"""Where each post can go, in the order in which it goes there most."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language

from salesfloor.base import modules
from salesfloor.web.streams import stream_url

if TYPE_CHECKING:
    from salesfloor.base.phrases import Phrase
    from salesfloor.base.posts import Post
    from salesfloor.web.requests import StaffRequest

ON_PHONE: Final = 4
"""How many pages the bottom bar of a phone shows before `more`."""
_LAST: Final = 99


@dataclass(frozen=True, slots=True)
class Link:
    """A page as the bars of one request show it."""

    url: str
    label: Phrase
    icon: str
    is_here: bool
    group: Phrase | None = None
    """What the bar says above it; None for the pages that the post opens most."""


def pages_of(post: Post, trade: str) -> list[modules.Page]:
    """Return the pages in a post's bars: those that it opens most, then the others by their groups."""
    found = [page for page in modules.pages() if page.stands_in_bars(post, trade)]
    return sorted(found, key=lambda page: (page.place(post, trade) or _LAST, _of_group(page)))


def _of_group(page: modules.Page) -> int:
    return list(modules.Group).index(page.group) if page.group else 0


def links_of(request: StaffRequest) -> list[Link]:
    """Return the person's pages; the longest address that the path starts with is `here`."""
    post, trade = request.actor.post, getattr(request.site, "trade", "")
    pages = pages_of(post, trade)
    there = [(page, url) for page in pages if (url := _url(page.name)) is not None]
    path = request.path
    fitting = [url for _, url in there if path == url or (url != "/" and path.startswith(url))]
    here = max(fitting, key=len, default=None)
    return [
        Link(
            url=url,
            label=page.label,
            icon=page.icon,
            is_here=url == here,
            group=page.group.label if page.group and page.place(post, trade) is None else None,
        )
        for page, url in there
    ]


@dataclass(frozen=True, slots=True)
class Call:
    """What calls the person on every page: the stream that tells it, and where a tap leads."""

    stream: str
    url: str


def calls_of(request: StaffRequest) -> list[Call]:
    """Return what calls the person, told live in their language."""
    actor, trade = request.actor, getattr(request.site, "trade", "")
    language = get_language() or settings.LANGUAGE_CODE
    return [
        Call(stream_url(actor, f"{one.look}.{language}"), reverse(one.page))
        for one in modules.news_for(actor.post, trade)
        if actor.staff_id is not None and actor.site_id is not None
    ]


def account_links_of(request: StaffRequest) -> list[Link]:
    """Return the pages in the menu of the person's account."""
    post, trade = request.actor.post, getattr(request.site, "trade", "")
    mine = [page for page in modules.pages() if page.in_account and page.is_for(post, trade)]
    there = [(page, url) for page in mine if (url := _url(page.name)) is not None]
    return [Link(url, page.label, page.icon, url == request.path) for page, url in there]


def _url(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None

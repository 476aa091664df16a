"""From what a record is about, as `reception:12`, to the page that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, resolve, reverse

from salesfloor.base.modules import subjects

if TYPE_CHECKING:
    from salesfloor.base.posts import Post


def address_of(subject: str, post: Post | None = None) -> str:
    """Return the address of a subject's page; nothing where it has none, or none for that post."""
    kind, _, name = subject.partition(":")
    found = subjects().get(kind)
    if found is None or not name:
        return ""
    given = name.split(":", len(found.parts) - 1) if found.parts else []
    if len(given) != len(found.parts):
        return ""
    try:
        address = reverse(found.page, kwargs=dict(zip(found.parts, given, strict=True)))
    except NoReverseMatch:
        return ""
    return address if post is None or opens_for(address, post) else ""


def opens_for(address: str, post: Post) -> bool:
    """Tell whether a page is for people of that post at all; the page itself judges again."""
    posts = getattr(resolve(address).func, "may", None)
    return posts is None or post in posts

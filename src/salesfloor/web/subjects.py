"""From what a record is about, as `reception:12`, to the page that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import NoReverseMatch, reverse

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "reception": ("reception:named", "ref"),
    "claim": ("customers:claim", "pk"),
    "customer": ("customers:customer", "pk"),
    "line": ("registers:line", "kind", "register_no"),
    "book": ("registers:volume", "kind", "number"),
    "staff": ("people:person", "code"),
    "policy": ("rulebook:policy", "name"),
}
"""Kind of subject -> name of its page and of the address's parts, as they follow the colons."""


def address_of(subject: str) -> str:
    """Return the address of a subject's page, or nothing where it has none."""
    kind, _, name = subject.partition(":")
    if kind not in PAGES or not name:
        return ""
    page, *parts = PAGES[kind]
    given = name.split(":", len(parts) - 1)
    if len(given) != len(parts):
        return ""
    try:
        return reverse(page, kwargs=dict(zip(parts, given, strict=True)))
    except NoReverseMatch:
        return ""

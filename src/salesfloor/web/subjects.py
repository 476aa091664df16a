"""From what a record is about, as `reception:12`, to the page that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import NoReverseMatch, reverse

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGES: Final[Mapping[str, tuple[str, str]]] = {
    "reception": ("reception:named", "ref"),
    "claim": ("customers:claim", "pk"),
    "customer": ("customers:customer", "pk"),
}
"""Kind of subject -> name of its page and of the address's part."""


def address_of(subject: str) -> str:
    """Return the address of a subject's page, or nothing where it has none."""
    kind, _, name = subject.partition(":")
    if kind not in PAGES or not name:
        return ""
    page, part = PAGES[kind]
    try:
        return reverse(page, kwargs={part: name})
    except NoReverseMatch:
        return ""

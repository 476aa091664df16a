"""Where a case is found: `reception:v1`, `line:visit:12` and the like lead to their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.urls import NoReverseMatch

if TYPE_CHECKING:
    from collections.abc import Callable

_links: Final[dict[str, Callable[[str], str | None]]] = {}


def link_subject(kind: str, address_of: Callable[[str], str | None]) -> None:
    """Say where subjects of a kind are found: a function of what stands after the colon."""
    _links[kind] = address_of


def address_of(subject: str) -> str | None:
    """Return where the case is found, or None where no page shows it."""
    kind, _, rest = subject.partition(":")
    link = _links.get(kind)
    if link is None or not rest:
        return None
    try:
        return link(rest)
    except NoReverseMatch:
        return None

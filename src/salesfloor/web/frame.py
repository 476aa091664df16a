"""What stands around every page and is known further up: unread messages, the house's sites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

SiteFacts = Any
"""A row of `people`: pk, code, name, trade, opens, closes."""

_unread: Final[list[tuple[Callable[[int], int], str]]] = []
_sites: Final[list[Callable[[], list[SiteFacts]]]] = []


def use_unread(counter: Callable[[int], int], *, inbox: str) -> None:
    """Name how a person's unread messages are counted, and the page on which they are read."""
    _unread[:] = [(counter, inbox)]


def unread(staff_id: int) -> int:
    """Return how many messages a person has not read."""
    return _unread[0][0](staff_id) if _unread else 0


def inbox() -> str:
    """Return the name of the page of messages; nothing where there is none."""
    return _unread[0][1] if _unread else ""


def use_sites(source: Callable[[], list[SiteFacts]]) -> None:
    """Name where the house's sites are found."""
    _sites[:] = [source]


def sites() -> list[SiteFacts]:
    """Return every site of the house."""
    return _sites[0]() if _sites else []

"""What upper modules say about noting an item: gossip behind a meeting's back needs its minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    Guard = Callable[[str, int, datetime], None]

_GUARDS: Final[dict[str, Guard]] = {}


def guard(item: str) -> Callable[[Guard], Guard]:
    """Let the decorated function refuse an item, by the meeting that it is about, site and moment."""

    def register(function: Guard) -> Guard:
        _GUARDS[item] = function
        return function

    return register


def must_pass(item: str, meeting: str, site_id: int, at: datetime) -> None:
    """Ask the person who guards an item.

    :raises Refused: as the guard does.
    """
    if item in _GUARDS:
        _GUARDS[item](meeting, site_id, at)

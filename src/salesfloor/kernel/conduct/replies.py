"""Answering matters of upper modules in one's own words, such as a call's note, by their own name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from salesfloor.base.commands import StaffActor

    Reply = Callable[[StaffActor, int, str], str]

REPLIES: Final[dict[str, Reply]] = {}
"""What keeps an answer, by the matter's kind; it returns the clause, or refuses."""


def takes_replies(kind: str) -> Callable[[Reply], Reply]:
    """Let people answer matters of a kind: `call` for `call:7`."""

    def known(keep: Reply) -> Reply:
        REPLIES[kind] = keep
        return keep

    return known

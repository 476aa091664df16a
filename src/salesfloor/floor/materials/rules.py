"""What leaves the house, and which openings count: 7.2.8, 9.3.2.7, 9.5.1.1 as pure functions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

COUNTS_AGAIN_AFTER: Final = timedelta(minutes=30)
"""Openings of one visitor within so long are one."""


@clause("9.3.2.7")
def may_publish(*, source: str) -> Phrase | None:
    """What customers read has a source."""
    return (
        None if source else phrase("Say where this comes from: what customers read has a source.")
    )


@clause("7.2.8")
def may_leave_the_house(*, internal: Collection[str]) -> Phrase | None:
    """Internal papers, such as questions and answers, never reach a customer."""
    if not internal:
        return None
    return phrase(
        "{item} is for the house alone; it is not given to customers.", item=min(internal)
    )


@clause("input", "9.5.1.1")
def may_hand_out(*, missing: Collection[str]) -> Phrase | None:
    """Only what is published is handed out."""
    if not missing:
        return None
    return phrase("{item} is not published.", item=min(missing))


@clause("input", "9.5.1.1")
def may_open(*, link: int, is_open: bool) -> Phrase | None:
    """A link shows nothing after its last day, and nothing once it is ended."""
    return None if is_open else phrase("Link {link} is over.", link=link)


def counts(at: datetime, last: datetime | None) -> bool:
    """Tell whether an opening counts: one a visitor for 30 minutes, from the last that counted."""
    return last is None or at >= last + COUNTS_AGAIN_AFTER

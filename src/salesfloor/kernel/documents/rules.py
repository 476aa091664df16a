"""The order in which a document goes, who may do what with it, and how long it is kept (2.3.4, 2.1.8)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS
from salesfloor.base.verdicts import clause

if TYPE_CHECKING:
    from salesfloor.base.posts import Post


@clause("2.3.4")
def may_step(reason: Phrase | None) -> Phrase | None:
    """Keep the order of the document's table of transitions; it says why a step is out of order."""
    return reason


@clause("2.3.4")
def may_instruct(*, is_in_hand: bool, handler_is_here: bool) -> Phrase | None:
    """Give a document to somebody else only once who handled it has left the house."""
    if is_in_hand and handler_is_here:
        return phrase("This document is in hand already.")
    return None


@clause("2.3.4")
def may_read(*, is_reader: bool) -> Phrase | None:
    """Let those read a document off to whom it circulates."""
    if is_reader:
        return None
    return phrase("This document does not circulate to you.")


@clause("2.3.4")
def may_answer(*, is_handler: bool) -> Phrase | None:
    """Let the handler answer, and nobody for them."""
    return None if is_handler else phrase("Only who handles this document answers it.")


@clause("2.3.4")
def may_sign(post: Post) -> Phrase | None:
    """Have what goes out signed by a manager or somebody above."""
    if post in MANAGERS:
        return None
    return phrase("What goes out is signed by a manager or somebody above.")


@clause("2.1.8")
def may_destroy(*, keep_until: date | None, today: date, by: str, witness: str) -> Phrase | None:
    """Destroy nothing before its time is over, nothing that is kept for ever, and nothing alone."""
    if keep_until is None:
        return phrase("This document is kept for ever.")
    if today <= keep_until:
        return phrase("This document is kept until {day}, that day included.", day=keep_until)
    if by == witness:
        return phrase("The witness is somebody else.")
    return None

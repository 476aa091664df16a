"""Clauses 3.2.3.3 to 3.2.3.5 as pure functions."""

from __future__ import annotations

import re
from typing import Final

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.verdicts import clause

_CODE: Final = re.compile(r"[^/:\s\x00-\x1f\x7f]{1,64}")
NEVER_STRUCK: Final = frozenset({"books", "custody"})
"""The books that tell of the other books: which there are, who keeps and reads them."""
CORRECTABLE: Final = frozenset({"entry", "late_entry", "override"})


@clause("3.2.3.3")
def may_strike(kind: str, *, is_struck: bool) -> Phrase | None:
    """Refuse to strike a line twice, or to strike what is itself a correction."""
    if is_struck:
        return phrase("This line is struck already. A line is struck once.")
    if kind not in CORRECTABLE:
        return phrase("A correcting line is not corrected in its turn. Write the right line anew.")
    return None


@clause("3.2.3.3")
def may_strike_in(register: str) -> Phrase | None:
    """Refuse to strike in the books that tell of the other books: they write themselves."""
    if register in NEVER_STRUCK:
        return phrase("This book writes itself, and nothing in it is struck.")
    return None


@clause("access")
def may_strike_for(post: Post, *, wrote: bool, is_common: bool = True) -> Phrase | None:
    """Let the manager strike, the lead and the desk in the common books, others what they wrote."""
    if wrote or post in MANAGERS or (is_common and post in {Post.DESK, Post.LEAD}):
        return None
    return phrase("Only whoever wrote the line, the desk or the manager strikes it.")


@clause("access", "3.4.3.4")
def may_strike_in_book(post: Post, *, wrote: bool) -> Phrase | None:
    """Let the writer and the manager strike a line of a book that a person holds (3.4.3.4)."""
    if wrote or post in MANAGERS:
        return None
    return phrase("Only the writer of the line or the manager strikes it.")


@clause("input")
def takes_lines(status: str) -> Phrase | None:
    """Refuse another line in a book that is returned."""
    if status == "HANDED_IN":
        return phrase("This book is returned. It takes no more lines.")
    return None


@clause("3.2.3.5")
def may_hand_in(status: str) -> Phrase | None:
    """Refuse to hand in a volume that is not full yet, or twice."""
    if status == "OPEN":
        return phrase("This volume is not full yet. It is handed in when it is full.")
    if status == "HANDED_IN":
        return phrase("This volume is handed in already.")
    return None


@clause("input")
def may_name_books(code: str) -> Phrase | None:
    """Refuse a site's code that could not be told from the rest of a volume's name."""
    if not _CODE.fullmatch(code):
        return phrase("A site's code has no spaces, slashes or colons.")
    return None


@clause("3.2.3.4")
def may_read_across(post: Post) -> Phrase | None:
    """Keep reading across consultants, printing and exporting for the manager."""
    if post not in MANAGERS:
        return phrase(
            "The registers are in the manager's custody. Ask the manager to print or export."
        )
    return None


@clause("3.2.3.4")
def may_keep_registers(post: Post) -> Phrase | None:
    """Refuse custody by anybody below the manager."""
    if post not in MANAGERS:
        return phrase("Registers are in a manager's custody. Name a manager.")
    return None

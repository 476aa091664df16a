"""What a register is called and how its columns are ruled, as the modules describe it."""

from __future__ import annotations

from salesfloor.base.modules import TOLD, Book, books
from salesfloor.base.phrases import Phrase


def register_of(kind: str) -> Book:
    """Return how a kind of book is written; one that no module describes is titled by its kind."""
    return books().get(kind) or Book(kind, Phrase("{kind}", {"kind": kind}), Phrase(""), TOLD)


def title_of(kind: str) -> Phrase:
    """Return the title of a register."""
    return register_of(kind).title

"""What changes about customers: claims, follow-ups, relations, books, leaving, who read what."""

from salesfloor.floor.customers.commands import (
    books,
    claims,
    follow_ups,
    kin,
    pages,
    reading,
    referring,
    relations,
    taking_back,
    warnings,
)

__all__ = [
    "books",
    "claims",
    "follow_ups",
    "kin",
    "pages",
    "reading",
    "referring",
    "relations",
    "taking_back",
    "warnings",
]

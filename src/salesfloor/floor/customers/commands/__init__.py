"""What changes about customers: claims, follow-ups, relations, books, leaving."""

from salesfloor.floor.customers.commands import books, claims, follow_ups, relations

__all__ = ["books", "claims", "follow_ups", "relations"]

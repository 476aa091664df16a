"""What other modules may ask of arguments."""

from salesfloor.floor.arguments.cards import Card, cards_by

__all__ = ["Card", "cards_by"]

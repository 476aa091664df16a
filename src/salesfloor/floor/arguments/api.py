"""What other modules may ask of arguments."""

from salesfloor.floor.arguments.cards import Card, cards_at, cards_by, in_order

__all__ = ["Card", "cards_at", "cards_by", "in_order"]

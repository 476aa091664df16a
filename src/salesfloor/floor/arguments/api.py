"""What other modules may ask of arguments."""

from salesfloor.floor.arguments.cards import (
    Card,
    Words,
    cards_at,
    cards_by,
    in_order,
    parting_words_by,
)

__all__ = ["Card", "Words", "cards_at", "cards_by", "in_order", "parting_words_by"]

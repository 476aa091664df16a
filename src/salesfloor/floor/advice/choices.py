"""The closed words of presenting, each with its label."""

from __future__ import annotations

from typing import Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase
from salesfloor.floor.catalogue.choices import Strength

__all__ = ["OVERALL", "Indicator", "Reaction", "Strength"]


class Reaction(Choice):
    """How a customer took something."""

    LIKE = "like", phrase("Likes it")
    NEUTRAL = "neutral", phrase("Neither")
    DISLIKE = "dislike", phrase("Dislikes it")


class Indicator(Choice):
    """What is gone through and confirmed of a layout, in this order (5.2)."""

    ROOMS = "rooms", phrase("Rooms")
    AREA = "area", phrase("Size")
    ORIENTATION = "orientation", phrase("Orientation")
    POSITION = "position", phrase("Position")
    PRICE = "price", phrase("Total price")


OVERALL: Final = "overall"
"""The point that stands for a product as a whole."""

"""The closed words of presenting, each with its label."""

from __future__ import annotations

from typing import Final

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase


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


class Strength(Choice):
    """The strengths that are offered first (5.3); a site may have others in its own words."""

    ALL_LIT = "all_lit", phrase("Light in every room")
    DAYLIGHT = "daylight", phrase("Daylight")
    VENTILATION = "ventilation", phrase("Air from both sides")
    QUIET_APART = "quiet_apart", phrase("Quiet apart from active")
    CLEAN_APART = "clean_apart", phrase("Clean apart from dirty")
    DRY_APART = "dry_apart", phrase("Dry apart from wet")
    VIEW = "view", phrase("View")

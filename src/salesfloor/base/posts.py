"""The posts of a sales floor, and who stands above whom."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Post(StrEnum):
    """What a person may do here; the words on screen follow the site's trade."""

    GENERAL_MANAGER = "general_manager"
    DIRECTOR = "director"
    MANAGER = "manager"
    LEAD = "lead"
    SALESPERSON = "salesperson"
    DESK = "desk"
    FINANCE = "finance"
    ADMIN = "admin"
    QUALITY = "quality"
    OPERATOR = "operator"
    """The person who runs the installation: sets up sites and people, is on no floor."""


ANYONE: Final = frozenset(Post)
MANAGERS: Final = frozenset({Post.MANAGER, Post.DIRECTOR, Post.GENERAL_MANAGER})
ABOVE_MANAGERS: Final = frozenset({Post.DIRECTOR, Post.GENERAL_MANAGER})
ABOVE_SITES: Final = ABOVE_MANAGERS | {Post.OPERATOR}
"""Those who act at every site."""
LEADERS: Final = MANAGERS | {Post.LEAD}
SALESPEOPLE: Final = frozenset({Post.SALESPERSON})
"""Those who stand in the rotation."""
SET_UP: Final = frozenset({Post.OPERATOR, Post.ADMIN, Post.DIRECTOR, Post.GENERAL_MANAGER})

"""In which order copies of messages leave the house, and which of them say what the message says."""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class Leaves(IntEnum):
    """What a message is, the first to leave first (4.2.3)."""

    ALERT = 1
    GOOD_NEWS = 2
    ROUND = 3
    NOTICE = 4
    BATTLE = 5
    REST = 6


AT_ONCE: Final = frozenset({Leaves.ALERT, Leaves.GOOD_NEWS})
"""They leave in the quiet hours, too."""

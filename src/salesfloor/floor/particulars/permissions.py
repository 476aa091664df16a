"""Who sees what customers warm to."""

from __future__ import annotations

from typing import Final

from salesfloor.base.posts import LEADERS, SALESPEOPLE

INTERESTS: Final = LEADERS | SALESPEOPLE
MARKING: Final = LEADERS
"""Who sees for how many of their customers others mark anything."""

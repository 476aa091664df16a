"""What is read of a customer's page."""

from salesfloor.floor.particulars.queries.asked import completeness
from salesfloor.floor.particulars.queries.facts import (
    NeedFacts,
    Sheet,
    liked_tags,
    marked_interests,
    need_of,
    sheet,
    tells_negotiating,
    tells_paid,
)

__all__ = [
    "NeedFacts",
    "Sheet",
    "completeness",
    "liked_tags",
    "marked_interests",
    "need_of",
    "sheet",
    "tells_negotiating",
    "tells_paid",
]

"""What other modules may ask of advice.

`tells_tags` lets the playbook say which strengths goods are proven to have, `tells_doubts` lets it say how
many doubts of a customer were removed and how many stand.
"""

from salesfloor.floor.advice.choices import OVERALL, Reaction, Strength
from salesfloor.floor.advice.facts import (
    offers_of,
    reactions_of,
    shown_now,
    taken_of,
    tells_doubts,
    tells_tags,
    wanted_by,
)
from salesfloor.floor.advice.models import Showing
from salesfloor.floor.advice.scoring import Offer, Wanted, judge
from salesfloor.floor.advice.wording import said_point

__all__ = [
    "OVERALL",
    "Offer",
    "Reaction",
    "Showing",
    "Strength",
    "Wanted",
    "judge",
    "offers_of",
    "reactions_of",
    "said_point",
    "shown_now",
    "taken_of",
    "tells_doubts",
    "tells_tags",
    "wanted_by",
]

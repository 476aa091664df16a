"""What other modules may ask of places."""

from salesfloor.kernel.places.models import Place
from salesfloor.kernel.places.queries import (
    areas_of,
    is_leaf,
    lying_in,
    place_here,
    place_of,
    points,
    with_codes,
    zones,
)
from salesfloor.kernel.places.rules import PlaceKind, lies_in

__all__ = [
    "Place",
    "PlaceKind",
    "areas_of",
    "is_leaf",
    "lies_in",
    "lying_in",
    "place_here",
    "place_of",
    "points",
    "with_codes",
    "zones",
]

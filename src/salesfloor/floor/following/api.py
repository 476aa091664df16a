"""What other modules may ask of following up."""

from salesfloor.floor.following.queries.parts import has_part, tells_share

__all__ = ["has_part", "tells_share"]

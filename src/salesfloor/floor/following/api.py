"""What other modules may ask of following up."""

from salesfloor.floor.following.queries.parts import has_part

__all__ = ["has_part"]

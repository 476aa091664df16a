"""What other modules may ask of the roster."""

from salesfloor.floor.roster.pictures import two_weeks

__all__ = ["two_weeks"]

"""Looking at a team's appearance, calling for help, rating a visit, telling the weather."""

from salesfloor.floor.manners.commands import helping, looking, rating

__all__ = ["helping", "looking", "rating"]

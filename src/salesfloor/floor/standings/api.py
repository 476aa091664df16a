"""What other modules may ask of standings."""

from salesfloor.floor.standings.pictures import order_of_teams

__all__ = ["order_of_teams"]

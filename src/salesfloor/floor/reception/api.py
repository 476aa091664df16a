"""What other modules may ask of the floor."""

from salesfloor.floor.reception.commands.day import open_floor

__all__ = ["open_floor"]

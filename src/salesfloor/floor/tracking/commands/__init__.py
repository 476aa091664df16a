"""Calls, reviews and talks."""

from salesfloor.floor.tracking.commands import calling, reviewing, talking

__all__ = ["calling", "reviewing", "talking"]

"""Warnings: given, received, and what follows a plan."""

from salesfloor.floor.pace.commands import giving, receiving

__all__ = ["giving", "receiving"]

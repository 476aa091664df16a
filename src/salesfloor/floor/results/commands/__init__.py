"""What changes results: the house's count, and applications."""

from salesfloor.floor.results.commands import applications, counting

__all__ = ["applications", "counting"]

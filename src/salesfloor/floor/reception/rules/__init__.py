"""Articles 3.2 and 9.1 as pure functions: the rotation, and the conduct of a reception."""

from salesfloor.floor.reception.rules import receiving, rotation

__all__ = ["receiving", "rotation"]

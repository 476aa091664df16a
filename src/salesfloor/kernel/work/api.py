"""What other modules may ask of work."""

from salesfloor.kernel.work.commands import owe, settle
from salesfloor.kernel.work.queries import Item, count, items

__all__ = ["Item", "count", "items", "owe", "settle"]

"""What other modules may ask of work."""

from salesfloor.kernel.work.commands import Wanted, owe, settle, settle_from, sync
from salesfloor.kernel.work.queries import Item, count, items

__all__ = ["Item", "Wanted", "count", "items", "owe", "settle", "settle_from", "sync"]

"""What other modules may ask of work."""

from salesfloor.kernel.work.commands import Wanted, owe, settle, settle_each, settle_from, sync
from salesfloor.kernel.work.pages import Act, subject_page
from salesfloor.kernel.work.queries import Item, count, items, may_be_refused, panel

__all__ = [
    "Act",
    "Item",
    "Wanted",
    "count",
    "items",
    "may_be_refused",
    "owe",
    "panel",
    "settle",
    "settle_each",
    "settle_from",
    "subject_page",
    "sync",
]

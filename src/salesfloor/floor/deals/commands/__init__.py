"""Whatever changes about deals, one story a file."""

from salesfloor.floor.deals.commands import (
    credit,
    depositing,
    designating,
    holds,
    money,
    wants,
)

__all__ = ["credit", "depositing", "designating", "holds", "money", "wants"]

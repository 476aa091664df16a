"""Whatever changes about deals, one story a file."""

from salesfloor.floor.deals.commands import (
    credit,
    depositing,
    designating,
    holds,
    loans,
    money,
    preparing,
    printing,
    reviewing,
    scanning,
    signing,
    wants,
    way,
)

__all__ = [
    "credit",
    "depositing",
    "designating",
    "holds",
    "loans",
    "money",
    "preparing",
    "printing",
    "reviewing",
    "scanning",
    "signing",
    "wants",
    "way",
]

"""What changes on the floor, one story a file."""

from salesfloor.floor.reception.commands import (
    closing,
    correcting,
    costs,
    day,
    notes,
    party,
    phones,
    presence,
    registering,
)

__all__ = [
    "closing",
    "correcting",
    "costs",
    "day",
    "notes",
    "party",
    "phones",
    "presence",
    "registering",
]

"""What changes on the floor, one story a file."""

from salesfloor.floor.reception.commands import (
    amending,
    assisting,
    closing,
    correcting,
    costs,
    day,
    notes,
    party,
    phones,
    presence,
    registering,
    taking_up,
)

__all__ = [
    "amending",
    "assisting",
    "closing",
    "correcting",
    "costs",
    "day",
    "notes",
    "party",
    "phones",
    "presence",
    "registering",
    "taking_up",
]

"""What changes on the floor, one story a file."""

from salesfloor.floor.reception.commands import (
    closing,
    correcting,
    day,
    notes,
    party,
    phones,
    presence,
    registering,
)

__all__ = ["closing", "correcting", "day", "notes", "party", "phones", "presence", "registering"]

"""What other modules may ask of the registers."""

from salesfloor.kernel.registers.commands import (
    NoOpenBook,
    Written,
    append,
    hand_in,
    note_reading,
    open_site,
    open_volume,
    strike_line,
)
from salesfloor.kernel.registers.models import Book, Line, Value
from salesfloor.kernel.registers.queries import POST_OF, VOLUME_FILLED, site_of
from salesfloor.kernel.registers.rules import may_read_across
from salesfloor.kernel.registers.verifying import verify

__all__ = [
    "POST_OF",
    "VOLUME_FILLED",
    "Book",
    "Line",
    "NoOpenBook",
    "Value",
    "Written",
    "append",
    "hand_in",
    "may_read_across",
    "note_reading",
    "open_site",
    "open_volume",
    "site_of",
    "strike_line",
    "verify",
]

"""What other modules may ask of the registers."""

from salesfloor.kernel.registers.erasing import erase_about
from salesfloor.kernel.registers.exporting import Bundle, write_bundle
from salesfloor.kernel.registers.late_entries import ClaimedAt, done_at
from salesfloor.kernel.registers.models import Book, Line, Value
from salesfloor.kernel.registers.old_books import OldLine, OldVolume
from salesfloor.kernel.registers.queries import (
    VOLUME_FILLED,
    custodian_of,
    line_numbered,
    site_of,
)
from salesfloor.kernel.registers.rules import may_read_across
from salesfloor.kernel.registers.verifying import anchor_from, verify
from salesfloor.kernel.registers.wording import title_of
from salesfloor.kernel.registers.writing import (
    NextLine,
    NoOpenBook,
    Written,
    append,
    await_hand_in,
    begin_epoch,
    close_day,
    hand_in,
    is_moved,
    note_reading,
    open_site,
    open_volume,
    record,
    strike_line,
    write,
)

__all__ = [
    "VOLUME_FILLED",
    "Book",
    "Bundle",
    "ClaimedAt",
    "Line",
    "NextLine",
    "NoOpenBook",
    "OldLine",
    "OldVolume",
    "Value",
    "Written",
    "anchor_from",
    "append",
    "await_hand_in",
    "begin_epoch",
    "close_day",
    "custodian_of",
    "done_at",
    "erase_about",
    "hand_in",
    "is_moved",
    "line_numbered",
    "may_read_across",
    "note_reading",
    "open_site",
    "open_volume",
    "record",
    "site_of",
    "strike_line",
    "title_of",
    "verify",
    "write",
    "write_bundle",
]

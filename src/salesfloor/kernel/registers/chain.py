"""The hashed form of a line, as the database builds it; `docs/algorithms/registers.md`."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from salesfloor.kernel.registers.models import Line

LINE_MARK: Final = b"\x00\x01"
"""Leading byte of a line (tree nodes take 1), then the version of the format."""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def packed(text: str) -> bytes:
    """Return four bytes of length, then the bytes of the text."""
    raw = text.encode()
    return len(raw).to_bytes(4, "big") + raw


def number(value: int) -> bytes:
    """Return eight bytes, signed, big end first."""
    return value.to_bytes(8, "big", signed=True)


def hash_of(book_name: str, line: Line) -> bytes:
    """Return the SHA-256 over the line's exact bytes and the hash before it."""
    return hashlib.sha256(
        LINE_MARK
        + packed(book_name)
        + number(line.line_no)
        + number((line.recorded_at - _EPOCH) // _MICROSECOND)
        + number((line.at - _EPOCH) // _MICROSECOND)
        + packed(line.kind)
        + packed(line.actor)
        + packed(line.session)
        + packed(line.key or "")
        + packed(line.ref or "")
        + number(line.policy_serial)
        + packed(line.body)
        + packed(line.commitments)
        + bytes(line.prev)
    ).digest()

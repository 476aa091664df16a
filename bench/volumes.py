"""Fill volumes of a register by the million: real lines, chained as the product chains them.

The register's own function writes one line at a time, which is right for a sales floor and slow
for a million.  So the lines come by COPY, hashed here by the published form, with the two guards off
that look at each line; volumes are opened by the product's function.  What comes out verifies.
"""

from __future__ import annotations

import hmac
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import psycopg

ACTOR: Final = "d1"
SESSION: Final = "5f2c4a6b9d01"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_GUARDS: Final = (("register.line", "check_line"), ("register.book", "check_book"))
_OPEN: Final = """
    SELECT id, name, genesis, last_at FROM register.book
    WHERE site_id = %s AND kind = 'visit' AND status = 'OPEN'
"""
_START: Final = """
    SELECT register.open_volume(%s, 'visit', NULL, %s, clock_timestamp(), 'd1')
"""
_LINES: Final = """
    COPY register.line (book_id, line_no, kind, at, recorded_at, actor, session, policy_serial, body,
        commitments, prev, hash) FROM STDIN
"""
_VALUES: Final = "COPY register.value (book_id, line_no, field, value, salt) FROM STDIN"
_CLOSE: Final = """
    UPDATE register.book SET lines = %(lines)s, head = %(head)s, last_at = %(at)s,
        status = CASE WHEN size = %(lines)s THEN 'FULL' ELSE 'OPEN' END,
        closed_at = CASE WHEN size = %(lines)s THEN %(at)s::timestamptz END
    WHERE id = %(id)s
"""


@dataclass(slots=True)
class Entry:
    """One line of a desk, written the moment it happened."""

    line_no: int
    at: datetime
    body: str
    commitments: str
    prev: bytes

    def hash_in(self, book_name: str) -> bytes:
        """Return the hash of the line, by the form that the database hashes."""
        microseconds = (self.at - _EPOCH) // timedelta(microseconds=1)
        return sha256(
            b"\x00\x01"
            + _packed(book_name)
            + self.line_no.to_bytes(8, "big")
            + 2 * microseconds.to_bytes(8, "big")
            + b"".join(_packed(text) for text in ("entry", ACTOR, SESSION, "", ""))
            + bytes(8)
            + _packed(self.body)
            + _packed(self.commitments)
            + self.prev
        ).digest()


def _packed(text: str) -> bytes:
    raw = text.encode()
    return len(raw).to_bytes(4, "big") + raw


def fill(connection: psycopg.Connection[Any], site_id: int, lines: int, size: int) -> None:
    """Write so many lines into the empty visit register of a site."""
    connection.execute("SET synchronous_commit = off")
    for first in range(0, lines, size):
        with connection.transaction():
            connection.execute(_START, (site_id, size))
        with connection.transaction():
            for table, guard in _GUARDS:
                connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER {guard}".encode())
            _fill_volume(connection, site_id, first, min(size, lines - first))
            for table, guard in _GUARDS:
                connection.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {guard}".encode())
    connection.execute("RESET synchronous_commit")


def _fill_volume(connection: psycopg.Connection[Any], site_id: int, first: int, lines: int) -> None:
    row = connection.execute(_OPEN, (site_id,)).fetchone()
    assert row is not None  # noqa: S101 - opened just before
    book_id, name, prev, at = row
    values: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor, cursor.copy(_LINES) as copy:
        for line_no in range(1, lines + 1):
            at += timedelta(microseconds=1)
            person = {"name": "王芳", "phone": str(15_000_000_000 + first + line_no - 1)}
            salts = {field: os.urandom(32) for field in person}
            commitments = " ".join(
                f"{field}={_commitment(salts[field], field, value)}"
                for field, value in person.items()
            )
            entry = Entry(line_no, at, _body(first + line_no), commitments, prev)
            digest = entry.hash_in(name)
            written = (book_id, line_no, "entry", at, at, ACTOR, SESSION, 0, entry.body)
            copy.write_row((*written, commitments, prev, digest))
            values += [(book_id, line_no, field, person[field], salts[field]) for field in person]
            prev = digest
    with connection.cursor() as cursor, cursor.copy(_VALUES) as copy:
        for value in values:
            copy.write_row(value)
    connection.execute(_CLOSE, {"lines": lines, "head": prev, "at": at, "id": book_id})


def _body(number: int) -> str:
    who = f"c1-{number % 12 + 1:02}"
    return (
        f'{{"assigned_to":"{who}","basis":"turn","buyer":true,"do":"visit",'
        f'"moves":[[{number % 24},"visit",1,{number},"turn"]],"owner":"{who}","phone_valid":true,'
        f'"ref":null,"remark":""}}'
    )


def _commitment(salt: bytes, field: str, value: str) -> str:
    return hmac.digest(salt, f"{field}\0{value}".encode(), "sha256").hex()

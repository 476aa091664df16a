"""The limit: pgbench doing the least SQL of 'register a visitor', and a look-up by phone."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from stand import Stand

_ONE_TRIP: Final = """
\\set book {book}
SELECT line_no, receiver FROM yardstick.register(:book, 'visitor 13800000000');
"""
_SEPARATE: Final = """
\\set book {book}
BEGIN;
SELECT next_no, turn, encode(head, 'hex') AS head FROM yardstick.book WHERE id = :book FOR UPDATE \\gset
INSERT INTO yardstick.line (book, no, receiver, body, hash) VALUES (:book, :next_no, :turn, 'visitor',
    sha256(decode(:head, 'hex') || 'visitor')) RETURNING encode(hash, 'hex') AS hash \\gset
UPDATE yardstick.book SET next_no = next_no + 1, head = decode(:hash, 'hex'), turn = (turn + 1) % people
    WHERE id = :book;
COMMIT;
"""
_LOOK_UP: Final = """
\\set serial random(0, {customers} - 1)
SELECT owner, made_at, lapses_at FROM yardstick.customer WHERE phone = (15000000000 + :serial)::text;
"""


@dataclass(frozen=True)
class Limit:
    """One thing that pgbench does."""

    name: str
    script: str
    clients: int


def limits(customers: int) -> list[Limit]:
    """Return everything pgbench is asked for."""
    own_book = ":client_id % 16 + 1"
    return [
        Limit("one trip", _ONE_TRIP.format(book=1), 1),
        Limit("one trip", _ONE_TRIP.format(book=1), 16),
        Limit("one trip, 16 books", _ONE_TRIP.format(book=own_book), 16),
        Limit("separate", _SEPARATE.format(book=1), 1),
        Limit("separate", _SEPARATE.format(book=1), 16),
        Limit("separate, 16 books", _SEPARATE.format(book=own_book), 16),
        Limit("look-up", _LOOK_UP.format(customers=customers), 1),
        Limit("look-up", _LOOK_UP.format(customers=customers), 16),
    ]


def transactions_per_second(stand: Stand, name: str, limit: Limit, seconds: float) -> float:
    """Let pgbench do one thing for a while on the database `name`."""
    script = stand.folder / "limit.sql"
    script.write_text(limit.script, encoding="utf-8")
    order = [stand.postgres.programs.path("pgbench"), "--no-vacuum", "--protocol=prepared"]
    order += [f"--client={limit.clients}", f"--jobs={min(2, limit.clients)}"]
    order += [f"--time={max(1, round(seconds))}", f"--file={script}"]
    order += ["-h", str(stand.postgres.socket_folder), "-U", "postgres", name]
    said = subprocess.run(order, check=True, capture_output=True, text=True).stdout
    if "number of failed transactions: 0 " not in said:
        message = f"pgbench failed:\n{said}"
        raise RuntimeError(message)
    found = re.search(r"^tps = ([\d.]+)", said, re.MULTILINE)
    if found is None:
        message = f"pgbench says no rate:\n{said}"
        raise RuntimeError(message)
    return float(found.group(1))


def check_books(stand: Stand, name: str) -> None:
    """See that the least books are gapless too: what is compared does the same work.

    :raises AssertionError: a number is missing, or stands twice.
    """
    with stand.connect(name) as connection:
        wrong = connection.execute("""
            SELECT b.id FROM yardstick.book b LEFT JOIN yardstick.line l ON l.book = b.id
            GROUP BY b.id HAVING count(l.no) <> b.next_no - 1 OR max(l.no) <> b.next_no - 1
        """).fetchall()
    if wrong:
        message = f"the least books have gaps: {wrong}"
        raise AssertionError(message)

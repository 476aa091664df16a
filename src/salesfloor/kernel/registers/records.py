"""The registers as records, streamed out of the database in the form of a bundle."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import connection, transaction
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOOKS: Final = sql.SQL("""
    COPY (
        SELECT 'book', name, coalesce(holder_id, 0), coalesce(previous, ''), first_no, size,
            (extract(epoch FROM opened_at) * 1000000)::bigint, opened_by, encode(genesis, 'hex'),
            lines, encode(head, 'hex'), status,
            coalesce((extract(epoch FROM handed_in_at) * 1000000)::bigint::text, ''),
            coalesce(handed_in_by, ''), id
        FROM register.book WHERE {site} IN (0, site_id) AND {only} IN (0, id) ORDER BY kind <> 'books', id
    ) TO STDOUT
""")
# A line whose own note of the hash before it is wrong comes out with no hash at all.
_LINES: Final = sql.SQL("""
    COPY (
        SELECT l.line_no, (extract(epoch FROM l.recorded_at) * 1000000)::bigint,
            (extract(epoch FROM l.at) * 1000000)::bigint, l.kind, l.actor, l.session,
            coalesce(l.key, ''), coalesce(l.ref, ''), l.policy_serial, l.body, l.commitments,
            CASE WHEN l.prev = lag(l.hash, 1, b.genesis) OVER (ORDER BY l.line_no)
                THEN encode(l.hash, 'hex') ELSE 'no hash' END
        FROM register.book b JOIN register.line l ON l.book_id = b.id
        WHERE b.id = {book} ORDER BY l.line_no
    ) TO STDOUT
""")
_VALUES: Final = sql.SQL("""
    COPY (
        SELECT 'value', line_no, field, encode(salt, 'hex'), value
        FROM register.value WHERE book_id = {book} ORDER BY line_no, field
    ) TO STDOUT
""")


_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(at: datetime) -> int:
    """Return the moment as the registers count it: microseconds of UTC since 1970."""
    return (at - _EPOCH) // timedelta(microseconds=1)


@contextmanager
def one_moment() -> Iterator[None]:
    """See the registers as they stand at one moment, whatever is written meanwhile."""
    if connection.in_atomic_block:
        # Volumes opened in this very transaction enter the book of books now.
        with connection.cursor() as cursor:
            listing = "register.list_opened, register.list_handed_in"
            cursor.execute(f"SET CONSTRAINTS {listing} IMMEDIATE")
            cursor.execute(f"SET CONSTRAINTS {listing} DEFERRED")
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def records(site_id: int | None, *, with_values: bool, only: int = 0) -> Iterator[bytes]:
    """Yield every book with its lines and, after them, the personal values beside them.

    `only` is a book's number in the database, where just that one is wanted.
    """
    wanted = _BOOKS.format(site=sql.Literal(site_id or 0), only=sql.Literal(only))
    books = [row.rpartition(b"\t") for row in _copied(wanted)]
    for row, _, book_id in books:
        yield row
        book = sql.Literal(int(book_id))
        yield from _copied(_LINES.format(book=book))
        if with_values:
            yield from _copied(_VALUES.format(book=book))


def _copied(statement: sql.Composed) -> Iterator[bytes]:
    with connection.cursor() as cursor:
        raw: Any = cursor  # Django hands on what it does not know to psycopg's own cursor
        with raw.copy(statement) as copy:
            for row in copy:
                yield bytes(row)[:-1]

"""One trip to the database: for the few statements that run in every command."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def pipelined() -> Iterator[None]:
    """Send statements without waiting for one another; only a row that is read is waited for.

    They are carried out in their order. What one of them is refused for comes to light with the
    next row that is read, at the latest with the commit; so within a transaction of somebody
    else's, which this would not end, each is waited for as usual.
    """
    connection.ensure_connection()
    if connection.in_atomic_block:
        yield
        return
    with connection.wrap_database_errors, connection.connection.pipeline():
        yield


def fetch_one(statement: str, parameters: Any = ()) -> tuple[Any, ...] | None:  # noqa: ANN401
    """Return the first row of a statement, or None."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        row: tuple[Any, ...] | None = cursor.fetchone()
    return row


def fetch_all(statement: str, parameters: Any = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401
    """Return all rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def execute(statement: str, parameters: Any = ()) -> None:  # noqa: ANN401
    """Carry a statement out whose rows, if any, do not matter; nothing waits for it."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)

"""One trip to the database: for the few statements that run in every command.

They go to the driver itself: Django's wrapping of a cursor costs more than many of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import Cursor

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager

    from salesfloor.base.postgres.base import DatabaseWrapper

Row = tuple[Any, ...]


def pipelined() -> AbstractContextManager[None]:
    """Let the next transaction's statements go together; only a row that is read is waited for."""
    return _our_database().pipelined()


def unpipelined() -> AbstractContextManager[None]:
    """Leave the pipeline of the current transaction for statements that go in none, such as COPY."""
    return _our_database().unpipelined()


def is_in_transaction() -> bool:
    """Tell whether somebody else began a transaction here, and will end it."""
    return _our_database().in_atomic_block


class Asked:
    """A statement on its way; what is asked before its rows are read goes in the same trip."""

    def __init__(self, statement: str, parameters: Any = ()) -> None:  # noqa: ANN401
        database = self._database = _our_database()
        self._statement = statement
        with database.wrap_database_errors:
            reader = database.lend_reader(statement)
            self._cursor = _carried_out(database, reader, statement, parameters)

    def rows(self) -> list[Row]:
        """Return all rows; to be called once."""
        with self._database.wrap_database_errors:
            rows = self._cursor.fetchall()
        if isinstance(self._cursor, Cursor):
            self._database.take_back(self._statement, self._cursor)
        del self._cursor
        return rows

    def row(self) -> Row | None:
        """Return the first row, or None; to be called once."""
        return next(iter(self.rows()), None)


def fetch_one(statement: str, parameters: Any = ()) -> Row | None:  # noqa: ANN401
    """Return the first row of a statement, or None."""
    return Asked(statement, parameters).row()


def fetch_all(statement: str, parameters: Any = ()) -> list[Row]:  # noqa: ANN401
    """Return all rows of a statement."""
    return Asked(statement, parameters).rows()


def execute(statement: str, parameters: Any = ()) -> None:  # noqa: ANN401
    """Carry a statement out whose rows, if any, do not matter; nothing waits for it."""
    database = _our_database()
    with database.wrap_database_errors:
        _carried_out(database, database.writer(statement), statement, parameters)


def text_array(values: Iterable[str]) -> str:
    """Return an array of texts as PostgreSQL reads one: a tenth of what the driver takes for it."""
    quoted = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return "{" + ",".join(f'"{value}"' for value in quoted) + "}"


def bytes_array(values: Iterable[bytes]) -> str:
    """Return an array of bytes as PostgreSQL reads one."""
    return "{" + ",".join(f'"\\\\x{value.hex()}"' for value in values) + "}"


def _our_database() -> DatabaseWrapper:
    """Return this thread's connection, which Django's `connection` would look up for every word."""
    return cast("DatabaseWrapper", connections[DEFAULT_DB_ALIAS])


def _carried_out(
    database: DatabaseWrapper,
    cursor: Cursor[Row],
    statement: str,
    parameters: Any,  # noqa: ANN401
) -> Cursor[Row]:
    if not (database.queries_logged or database.execute_wrappers):
        return cursor.execute(statement, parameters)
    counted = database.cursor()
    counted.execute(statement, parameters)
    return cast("Cursor[Row]", counted)

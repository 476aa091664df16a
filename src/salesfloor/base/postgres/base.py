"""Django's PostgreSQL, with a transaction begun and ended by statements that nothing waits for.

The driver stays in autocommit and is told `BEGIN` and `COMMIT` like anything else. Turning its
autocommit off and on again costs three trips within a pipeline, each of them under the locks.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

import psycopg
from django.db.backends.postgresql import base
from django.db.backends.utils import debug_transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

_Cursor = psycopg.Cursor[tuple[Any, ...]]
_FEW: Final = 100
"""How many rows a resting cursor may still hold."""


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose next transaction may go as a pipeline."""

    _pipeline: ExitStack | None = None
    _flow: psycopg.Pipeline | None = None

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*given, **named)
        # A cursor remembers how its statement's values are turned into the database's and back,
        # and finding that out costs as much as the rest; so each statement has its own.
        self._readers: dict[str, list[_Cursor]] = {}
        self._writers: dict[str, _Cursor] = {}

    @contextmanager
    def pipelined(self) -> Iterator[None]:
        """Let the next transaction's statements go together; only a row that is read is waited for.

        They are carried out in their order. What one of them is refused for comes to light with
        the next row that is read, at the latest with the commit; so within a transaction of
        somebody else's, which this would not end, each is waited for as usual.
        """
        self.ensure_connection()
        if self.in_atomic_block:
            yield
            return
        with self.wrap_database_errors, ExitStack() as stack:
            self._pipeline = stack
            try:
                yield
            finally:
                self._pipeline = None

    @contextmanager
    def unpipelined(self) -> Iterator[None]:
        """Carry statements out one by one within a pipelined transaction: COPY goes in no pipeline."""
        stack = self._pipeline
        if stack is None:
            yield
            return
        with self.wrap_database_errors:
            stack.close()
        try:
            yield
        finally:
            stack.enter_context(self.connection.pipeline())

    def lend_reader(self, statement: str) -> _Cursor:
        """Return a cursor for a statement whose rows are read; `take_back` it afterwards."""
        if self.connection is None:
            self.ensure_connection()
        resting = self._readers.setdefault(statement, [])
        while resting:
            cursor = resting.pop()
            if cursor.connection is self.connection:
                return cursor
        fresh: _Cursor = self.connection.cursor()
        return fresh

    def take_back(self, statement: str, cursor: _Cursor) -> None:
        """Keep a cursor whose rows are read for the next who asks the same."""
        if cursor.rowcount <= _FEW:
            self._readers[statement].append(cursor)

    def writer(self, statement: str) -> _Cursor:
        """Return a cursor for a statement whose rows nobody reads, so that nothing waits for them."""
        if self.connection is None:
            self.ensure_connection()
        cursor = self._writers.get(statement)
        if cursor is None or cursor.connection is not self.connection:
            cursor = self._writers[statement] = self.connection.cursor()
        return cursor

    def _start_transaction_under_autocommit(self) -> None:
        with self.wrap_database_errors:
            if self._pipeline is not None:
                self._flow = self._pipeline.enter_context(self.connection.pipeline())
            self.writer("BEGIN").execute("BEGIN")

    def _set_autocommit(self, autocommit: bool) -> None:
        with self.wrap_database_errors:
            if self.connection.autocommit != autocommit:
                self.connection.autocommit = autocommit

    def _commit(self) -> None:
        with debug_transaction(self, "COMMIT"), self.wrap_database_errors:
            self.writer("COMMIT").execute("COMMIT")
            if self._pipeline is not None:
                self._pipeline.close()

    def _savepoint(self, sid: str) -> None:
        """Set a savepoint after all errors of earlier statements came to light: it hides none of them."""
        if self._pipeline is not None and self._flow is not None:
            with self.wrap_database_errors:
                self._flow.sync()
        super()._savepoint(sid)  # type: ignore[misc]  # the stubs lack it

    def _savepoint_rollback(self, sid: str) -> None:
        """Go back to a savepoint; the server skips what a pipeline sends after an error until a sync.

        Django does so where a row turns out to be there already (`get_or_create`).
        """
        if self._pipeline is not None and self._flow is not None:
            with suppress(psycopg.Error):
                self._flow.sync()
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # the stubs lack it

    def _rollback(self) -> None:
        with debug_transaction(self, "ROLLBACK"), self.wrap_database_errors:
            if self._pipeline is not None:
                with suppress(psycopg.Error):
                    self._pipeline.close()
            self.connection.rollback()

"""Django's PostgreSQL, with a transaction begun and ended by statements that nothing waits for.

The driver stays in autocommit and is told `BEGIN` and `COMMIT` like anything else. Turning its
autocommit off and on again costs three trips within a pipeline, each of them under the locks.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any

import psycopg
from django.db.backends.postgresql import base
from django.db.backends.utils import debug_transaction

if TYPE_CHECKING:
    from collections.abc import Iterator


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose next transaction may go as a pipeline."""

    _pipeline: ExitStack | None = None
    _writer: psycopg.Cursor[tuple[Any, ...]] | None = None

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*given, **named)
        self._lent: list[psycopg.Cursor[tuple[Any, ...]]] = []

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

    def lend_reader(self) -> psycopg.Cursor[tuple[Any, ...]]:
        """Return a cursor; `take_back` it when its rows are read: making one costs as much as using it."""
        if self.connection is None:
            self.ensure_connection()
        while self._lent:
            cursor = self._lent.pop()
            if cursor.connection is self.connection:
                return cursor
        fresh: psycopg.Cursor[tuple[Any, ...]] = self.connection.cursor()
        return fresh

    def take_back(self, cursor: psycopg.Cursor[tuple[Any, ...]]) -> None:
        """Keep a cursor whose rows are read for the next who asks."""
        self._lent.append(cursor)

    @property
    def writer(self) -> psycopg.Cursor[tuple[Any, ...]]:
        """A cursor of the driver whose rows nobody reads, so that nothing waits for them."""
        if self.connection is None:
            self.ensure_connection()
        if self._writer is None or self._writer.connection is not self.connection:
            self._writer = self.connection.cursor()
        return self._writer

    def _start_transaction_under_autocommit(self) -> None:
        with self.wrap_database_errors:
            if self._pipeline is not None:
                self._pipeline.enter_context(self.connection.pipeline())
            self.writer.execute("BEGIN")

    def _set_autocommit(self, autocommit: bool) -> None:
        with self.wrap_database_errors:
            if self.connection.autocommit != autocommit:
                self.connection.autocommit = autocommit

    def _commit(self) -> None:
        with debug_transaction(self, "COMMIT"), self.wrap_database_errors:
            self.writer.execute("COMMIT")
            if self._pipeline is not None:
                self._pipeline.close()

    def _rollback(self) -> None:
        with debug_transaction(self, "ROLLBACK"), self.wrap_database_errors:
            if self._pipeline is not None:
                with suppress(psycopg.Error):
                    self._pipeline.close()
            self.connection.rollback()

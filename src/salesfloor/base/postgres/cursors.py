"""A cursor for statements that are sent together: it waits when somebody asks what came of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.pq import PipelineStatus

if TYPE_CHECKING:
    from psycopg import Column


class PatientCursor(psycopg.Cursor[Any]):
    """Knows how many rows a statement touched, and which columns it brings, also in a pipeline.

    psycopg fetches rows when they are read, but leaves these two empty until somebody waits.
    """

    @property
    def rowcount(self) -> int:
        """Return how many rows the latest statement touched."""
        self._wait()
        return super().rowcount

    @property
    def description(self) -> list[Column] | None:
        """Return the columns that the latest statement brings."""
        self._wait()
        return super().description

    def _wait(self) -> None:
        on = self.connection.pgconn.pipeline_status == PipelineStatus.ON
        if on and self.pgresult is None:
            with self.connection.pipeline():
                pass  # leaving a pipeline waits for all that was sent

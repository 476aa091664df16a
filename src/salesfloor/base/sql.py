"""One trip to the database: for the few statements that run in every command."""

from __future__ import annotations

from typing import Any

from django.db import connection


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
    """Carry a statement out whose rows, if any, do not matter."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)

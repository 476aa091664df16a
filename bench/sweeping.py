"""Claims that fell due while nobody looked: how many the worker lets lapse in a second."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import filling
from rows import Row

if TYPE_CHECKING:
    import psycopg
    from stand import Office, Stand

PATIENCE: Final = 300.0
LEAST: Final = 100
"""So many a second are enough: a site of ten thousand customers loses some hundreds in a night."""
_FALL_DUE: Final = """
    WITH due AS (
        UPDATE customers_claim SET lapses_at = now() - interval '1 minute'
        WHERE site_id = %(site)s AND ended_at IS NULL RETURNING id, lapses_at
    )
    UPDATE deadlines_deadline d SET due_at = due.lapses_at FROM due
    WHERE d.handler = 'claim_lapses' AND d.subject = due.id AND d.settled_at IS NULL
"""
_LEFT: Final = """
    SELECT count(*) FROM customers_claim WHERE site_id = %(site)s AND ended_at IS NULL
"""


def measure(stand: Stand, database: str, office: Office, customers: int) -> list[Row]:
    """Let one in ten of a site's claims fall due at once among all that lapsed before; wait until none stands."""
    site = {"site": office.site_id}
    with stand.connect(database) as connection:
        filling.fill(connection, office, customers)
        connection.execute(_FALL_DUE, site)
        due = _left(connection, office)
        began = time.monotonic()
        server = stand.serve_product(database)
        while (left := _left(connection, office)) == due:
            _wait(began)
        first, started = left, time.monotonic()
        while (left := _left(connection, office)) > 0:
            _wait(began)
        seconds = time.monotonic() - started
    stand.serve_no_longer(server)
    rate = (first - left) / seconds
    name = f"{due:,} due claims lapse among {customers:,}"
    return [Row(name, f"{seconds:.1f} s", "", rate, LEAST, None, unit="/s")]


def _left(connection: psycopg.Connection, office: Office) -> int:
    row = connection.execute(_LEFT, {"site": office.site_id}).fetchone()
    return int(row[0]) if row else 0


def _wait(began: float) -> None:
    if time.monotonic() - began > PATIENCE:
        message = "due claims do not lapse"
        raise AssertionError(message)
    time.sleep(0.05)

"""The price board of a site with 5,000 units: the page of one building, and the whole list for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import orjson
import windows
from rows import Row, percentile

if TYPE_CHECKING:
    import psycopg
    from load import Client
    from stand import Office, Server, Stand

UNITS: Final = 5_000
BUILDINGS: Final = 10
SECONDS: Final = 4.0
FLOOR, AFTER = 150, 60
_UNITS: Final = """
    INSERT INTO catalogue_unit (site_id, code, layout, area, building, stair, floor, room, orientation,
        position, note, state, state_since, wanted, listed_at, listed_by)
    SELECT %(site)s, b || '-' || s || '-' || f * 100 + r, (1 + r %% 4) || '室两厅', 60 + r * 10,
        b::text, s::text, f, (f * 100 + r)::text, '', '', '', 'available', now(), 0, now(), 'bench'
    FROM (SELECT 1 + i / 500 AS b, 1 + i / 125 %% 4 AS s, 1 + i / 5 %% 25 AS f, 1 + i %% 5 AS r
        FROM generate_series(0, %(units)s - 1) i) made
"""
_PRICES: Final = """
    INSERT INTO catalogue_price (unit_id, from_on, price_fen)
    SELECT u.id, current_date - d * 30, 100000000 + u.id * 100 + d
    FROM catalogue_unit u, generate_series(0, 4) d WHERE u.site_id = %(site)s
"""


def fill(connection: psycopg.Connection, office: Office) -> None:
    """Enter the units, each with its first price and four lists since."""
    facts = {"site": office.site_id, "units": UNITS}
    connection.execute(_UNITS, facts)
    connection.execute(_PRICES, facts)
    connection.execute("ANALYZE catalogue_unit, catalogue_price")


def measure(stand: Stand, database: str, office: Office) -> list[Row]:
    """Ask for the board, one client after the other answer, every answer checked."""
    with stand.connect(database) as connection:
        fill(connection, office)
    server = stand.serve_product(database)
    page = _page(office)
    shown = windows.measure_once(server, page).decode()
    if shown.count('class="u is-available') != UNITS // BUILDINGS:
        message = "the page does not show one building"
        raise AssertionError(message)
    program = _program(office)
    told = orjson.loads(windows.measure_once(server, program))
    if told["counts"] != {"available": UNITS}:
        message = "the list does not name every unit"
        raise AssertionError(message)
    one = _row(server, f"price board of {UNITS:,} units, the page of a building, p95", page)
    all_ = _row(server, f"price board of {UNITS:,} units, all of them for a program, p95", program)
    return [one, Row(all_.name, all_.ours, all_.yardstick)]


def _row(server: Server, name: str, client: Client) -> Row:
    latencies = windows.measure(server, [client], seconds=SECONDS).latencies
    worst = percentile(latencies, 0.95) * 1000
    middle = f"p50 {percentile(latencies, 0.5) * 1000:.0f} ms"
    return Row(name, f"{worst:.0f} ms", middle, worst, FLOOR, AFTER, "less", " ms")


def _page(office: Office) -> Client:
    return {
        "method": "GET",
        "path": "/units/?building=1",
        "headers": {"Cookie": f"sessionid={office.session}"},
        "body": "",
    }


def _program(office: Office) -> Client:
    return {
        "method": "GET",
        "path": "/api/v1/price_board",
        "headers": {"Authorization": f"Bearer {office.token}"},
        "body": "",
    }

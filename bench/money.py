"""Taking deposits: on a unit each, and all on one; the paper of a receipt."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import orjson
import windows
from rows import Row, middle, percentile, ratio_of

if TYPE_CHECKING:
    import psycopg
    from load import Client
    from stand import Office, Server
    from visits import Comparison

CROWD: Final = 16
EACH: Final = 3_000
"""Units of a window: more than it can sell."""
HOT: Final = "HOT"
GOOD: Final = (200, 409)
SECONDS: Final = 3.0
_UNITS: Final = """
    INSERT INTO catalogue_unit (site_id, code, layout, area, building, stair, floor, room, orientation,
        position, note, state, state_since, wanted, listed_at, listed_by)
    SELECT %(site)s, %(prefix)s || i, '三室两厅', 90, '1', '1', 1, i::text, '', '', '', 'available', now(), 0,
        now(), 'bench' FROM generate_series(%(first)s::int, %(last)s::int) i
"""
_PRICES: Final = """
    INSERT INTO catalogue_price (unit_id, from_on, price_fen)
    SELECT u.id, current_date - 1, 100000000 FROM catalogue_unit u
    WHERE u.site_id = %s AND NOT EXISTS (SELECT FROM catalogue_price p WHERE p.unit_id = u.id)
"""
_BOOK: Final = """
    SELECT count(*), max(number), count(DISTINCT about) FROM till_receipt
    WHERE site_id = %s AND about LIKE %s
"""


@dataclass
class _Told:
    """What each round gave, by name of the window."""

    rate: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    p50: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    p99: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def note(self, name: str, window: windows.Window) -> None:
        self.rate[name].append(window.rate)
        self.p50[name].append(percentile(window.latencies, 0.5))
        self.p99[name].append(percentile(window.latencies, 0.99))


def measure(comparison: Comparison, rounds: int, seconds: float) -> list[Row]:
    """Take deposits in turn with the bare view; every receipt is looked for in the book."""
    office, told = comparison.offices[0], _Told()
    with comparison.stand.connect(comparison.database) as connection:
        _enter(connection, office, "WARM", 1, 1)
        windows.measure_once(comparison.ours, _deposit(office, "WARM1"))
        for number in range(rounds):
            _units_each(connection, comparison.ours, office, number, told, seconds)
            bare = windows.bare_visits("/models", CROWD, 1)
            told.note("F", windows.measure(comparison.bare, bare, seconds=seconds))
            _one_hot_unit(connection, comparison.ours, office, number, told, seconds)
    return [*_rows(told), *_papers(comparison.ours, office)]


def _enter(
    connection: psycopg.Connection, office: Office, prefix: str, first: int, last: int
) -> None:
    facts = {"site": office.site_id, "prefix": prefix, "first": first, "last": last}
    connection.execute(_UNITS, facts)
    connection.execute(_PRICES, (office.site_id,))
    connection.execute("ANALYZE catalogue_unit, catalogue_price")


def _units_each(  # noqa: PLR0917
    connection: psycopg.Connection,
    server: Server,
    office: Office,
    number: int,
    told: _Told,
    seconds: float,
) -> None:
    """Let a crowd take deposits, each on a unit of its own."""
    prefix = f"R{number}-"
    _enter(connection, office, prefix, 1, EACH)
    clients = [_deposit(office, f"{prefix}{{number}}")] * CROWD
    window = windows.measure(server, clients, seconds=seconds, keyed=True)
    told.note("each", window)
    receipts = {orjson.loads(answer["body"])["receipt_no"] for answer in window.answers}
    count, _, units = connection.execute(_BOOK, (office.site_id, f"{prefix}%")).fetchone() or (
        0,
        0,
        0,
    )
    if not len(window.answers) == len(receipts) == count == units:
        message = f"{len(window.answers)} answers, {count} receipts on {units} units"
        raise AssertionError(message)


def _one_hot_unit(  # noqa: PLR0917
    connection: psycopg.Connection,
    server: Server,
    office: Office,
    number: int,
    told: _Told,
    seconds: float,
) -> None:
    """Let one and a crowd ask for the same unit: one has it, all others hear the clause."""
    code = f"{HOT}{number}"
    _enter(connection, office, HOT, number, number)
    for name, crowd in (("hot 1", 1), ("hot 16", CROWD)):
        clients = [_deposit(office, code)] * crowd
        window = windows.measure(server, clients, seconds=seconds, keyed=True, good=GOOD)
        told.note(name, window)
        refused = [answer for answer in window.answers if answer["status"] != 200]  # noqa: PLR2004
        if any('"3.5.5"' not in answer["body"] for answer in refused):
            message = "a deposit was refused by another clause"
            raise AssertionError(message)
    count = (connection.execute(_BOOK, (office.site_id, code)).fetchone() or (0,))[0]
    if count != 1:
        message = f"{count} deposits on one unit"
        raise AssertionError(message)


def _deposit(office: Office, unit: str) -> Client:
    body = {
        "phone": "{phone}",
        "unit": unit,
        "amount": "50000",
        "due": "50000",
        "method": "card",
        "source": "savings",
    }
    return {
        "method": "POST",
        "path": "/api/v1/commands/deposit",
        "headers": {
            "Authorization": f"Bearer {office.till_token}",
            "Content-Type": "application/json",
        },
        "body": orjson.dumps(body).decode(),
    }


def _papers(server: Server, office: Office) -> list[Row]:
    """Ask for a receipt's paper, alone and by a crowd."""
    paper: Client = {
        "method": "GET",
        "path": "/receipts/1/paper/",
        "headers": {"Cookie": f"sessionid={office.till_session}"},
        "body": "",
    }
    alone = windows.measure(server, [paper], seconds=SECONDS).latencies
    crowd = windows.measure(server, [paper] * 4, seconds=SECONDS)
    p50 = percentile(alone, 0.5) * 1000
    worst = f"p95 {percentile(alone, 0.95) * 1000:.0f} ms"
    return [
        Row("receipt as PDF, p50", f"{p50:.1f} ms", worst, p50, 20, 6, "less", " ms"),
        Row("receipts as PDF, 4 clients", f"{crowd.rate:.0f}/s"),
    ]


def _rows(told: _Told) -> list[Row]:
    return [
        Row(
            f"deposits on a unit each, one site, {CROWD} clients",
            f"{middle(told.rate['each']):.0f}/s",
            f"F {middle(told.rate['F']):.0f}/s",
            ratio_of(told.rate["each"], told.rate["F"]),
            0.4,
            0.8,
        ),
        Row(
            f"deposits on one unit: p99 with {CROWD} against p50 with 1",
            f"{middle(told.p99['hot 16']) * 1000:.1f} ms",
            f"{middle(told.p50['hot 1']) * 1000:.1f} ms",
            ratio_of(told.p99["hot 16"], told.p50["hot 1"]),
            30,
            better="less",
        ),
    ]

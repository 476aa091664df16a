"""A centre's evening: everybody answers the round within a minute; figures of a year are made again."""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import orjson
from rows import Row

if TYPE_CHECKING:
    import psycopg
    from stand import Server, Stand

PEOPLE: Final = 300
AT_ONCE: Final = 16
ENTRIES: Final = 1_000_000
DAYS: Final = 365
ROUND_FLOOR, ROUND_AFTER = 60, 20
YEAR_FLOOR, YEAR_AFTER = 300, 60
_OK: Final = 200
_HERE: Final = Path(__file__).resolve().parent
_FILL: Final = """
    INSERT INTO results_counted (site_id, staff_id, "on", at, by, reason, complete)
    SELECT %(site)s, s.id, d.on, d.on + time '18:00' + n * interval '1 second', 'm', '',
        (s.id + n + extract(doy FROM d.on)::int) %% 9
    FROM people_staff s, (SELECT make_date(%(year)s, 1, 1) + i AS on FROM generate_series(0, %(days)s - 1) i) d,
        generate_series(1, %(each)s) n
    WHERE s.post = 'salesperson'
"""
_SUM: Final = """
    SELECT sum(complete), (SELECT count(*) FROM results_counted) FROM (
        SELECT DISTINCT ON (staff_id, "on") complete FROM results_counted
        ORDER BY staff_id, "on", at DESC, id DESC) latest
"""


@dataclass(frozen=True)
class Centre:
    """The centre: its manager's key, everybody's key."""

    site_id: int
    manager: str
    people: list[str]


def measure(stand: Stand, database: str) -> list[Row]:
    """Let everybody answer, then make the figures of last year again; every answer is checked."""
    stand.create(database)
    order = [sys.executable, str(_HERE / "centre.py"), stand.url(database), str(PEOPLE)]
    said = subprocess.run(order, check=True, capture_output=True, env=stand.environment(database))
    centre = Centre(**orjson.loads(said.stdout))
    server = stand.serve_product(database)
    return [_round(server, centre), _year(stand, database, server, centre)]


def _round(server: Server, centre: Centre) -> Row:
    began = time.perf_counter()
    with ThreadPoolExecutor(AT_ONCE) as crowd:
        statuses = Counter(
            status
            for found in crowd.map(
                lambda part: _answers(server, part),
                [centre.people[place::AT_ONCE] for place in range(AT_ONCE)],
            )
            for status in found
        )
    took = time.perf_counter() - began
    today = orjson.loads(_get(server, "/api/v1/pulse_status", centre.manager))
    answered = sum(len(team["answered"]) for team in today["teams"])
    complete = sum(team["complete"] for team in today["teams"])
    if statuses != {_OK: PEOPLE} or complete != 3 * PEOPLE:
        message = (
            f"the round went wrong: {dict(statuses)}, {answered} answered, {complete} complete"
        )
        raise AssertionError(message)
    name = f"evening round, {PEOPLE} people, {AT_ONCE} at once"
    return Row(name, f"{took:.1f} s", "no error", took, ROUND_FLOOR, ROUND_AFTER, "less", " s")


def _answers(server: Server, keys: list[str]) -> list[int]:
    """Send the answers of some people one after the other; return the statuses."""
    body = orjson.dumps({"complete": 3, "incomplete": 1, "tomorrow": 4})
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    found = []
    for key in keys:
        head = {
            "Authorization": f"Bearer {key}",
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid4()),
        }
        connection.request("POST", "/api/v1/commands/answer_pulse", body, head)
        answer = connection.getresponse()
        answer.read()
        found.append(answer.status)
    connection.close()
    return found


def _year(stand: Stand, database: str, server: Server, centre: Centre) -> Row:
    year = datetime.now(UTC).year - 1
    with stand.connect(database) as connection:
        expected, entries = _fill(connection, centre, year)
    began = time.perf_counter()
    path = f"/api/v1/results?from={year}-01-01&to={year}-12-31&measure=complete"
    told = orjson.loads(_get(server, path, centre.manager))
    _get(server, f"/api/v1/standings?period={year}&measure=complete&level=person", centre.manager)
    took = time.perf_counter() - began
    if told["value"] != expected:
        message = f"the year has {expected}, not {told['value']}"
        raise AssertionError(message)
    name = f"figures of a year made again from {entries:,} entries"
    return Row(name, f"{took:.1f} s", "", took, YEAR_FLOOR, YEAR_AFTER, "less", " s")


def _fill(connection: psycopg.Connection, centre: Centre, year: int) -> tuple[int, int]:
    """Enter counts, several for each person and day; return what the latest come to, and how many there are."""
    each = 1 + ENTRIES // (PEOPLE * DAYS)
    facts = {"site": centre.site_id, "year": year, "days": DAYS, "each": each}
    connection.execute(_FILL, facts)
    connection.execute("ANALYZE results_counted")
    row = connection.execute(_SUM).fetchone()
    if row is None:
        message = "nothing was entered"
        raise AssertionError(message)
    return int(row[0]), int(row[1])


def _get(server: Server, path: str, key: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=YEAR_FLOOR)
    connection.request("GET", path, headers={"Authorization": f"Bearer {key}"})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != _OK:
        message = f"{path}: {answer.status} {body[:200]!r}"
        raise AssertionError(message)
    return body

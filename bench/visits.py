"""Rows about registering and looking up, against the bare views and pgbench."""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import limit
import windows
from rows import Row, middle, not_yet, percentile, ratio_of
from stand import Office, Server, Stand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from load import Client

HERE: Final = Path(__file__).resolve().parent
CUSTOMERS: Final = 200_000
SECONDS: Final = 3.0
FLOORS: Final = {
    "/models": "F",
    "/separate": "F with its statements by hand",
    "/one-trip": "F in one trip",
}
"""The barest view in three ways; the first is judged by."""
PAIRS: Final = 3
"""So often in a round one client and sixteen are measured next to each other: what is judged by itself
moves with the machine's pace twice."""


@dataclass
class Rates:
    """What each round gave, by name of the window."""

    rate: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    p50: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    p99: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    missing: dict[str, str] = field(default_factory=dict)

    def note(self, name: str, window: windows.Window) -> None:
        """Take a window's figures in."""
        self.rate[name].append(window.rate)
        self.p50[name].append(percentile(window.latencies, 0.5))
        self.p99[name].append(percentile(window.latencies, 0.99))


def lay_yardstick(stand: Stand, name: str) -> None:
    """Make the least tables in a database of their own."""
    stand.create(name)
    with stand.connect(name) as connection:
        connection.execute((HERE / "least.sql").read_bytes())
        connection.execute(
            "INSERT INTO yardstick.customer SELECT (15000000000 + i)::text, i %% 24, now(), now()"
            " FROM generate_series(0, %s - 1) i",
            (CUSTOMERS,),
        )
        connection.execute("VACUUM ANALYZE")


@dataclass
class Comparison:
    """Our server and the bare one side by side."""

    stand: Stand
    ours: Server
    bare: Server
    offices: list[Office]
    database: str
    rates: Rates = field(default_factory=Rates)

    def round(self, seconds: float) -> None:
        """Measure everything once; what is judged by each other is measured next to each other."""
        one, sixteen = self.offices[:1], self.offices
        judge, *others = FLOORS
        self._visits("page 1", windows.page_visits(one[0], 1), one, seconds)
        self._bare(f"{judge} 1", judge, 1, 1, seconds)
        self._visits("rest 1", windows.rest_visits(one, 1), one, seconds)
        self._visits("rest 16", windows.rest_visits(one, 16), one, seconds)
        self._bare(f"{judge} 16", judge, 16, 1, seconds)
        self._visits("page 16", windows.page_visits(one[0], 16), one, seconds)
        self._visits("rest 16 sites", windows.rest_visits(sixteen, 16), sixteen, seconds)
        self._bare(f"{judge} 16 books", judge, 16, 16, seconds)
        for _ in range(PAIRS):
            self._visits("alone", windows.rest_visits(one, 1), one, seconds)
            self._visits("crowded", windows.rest_visits(one, 16), one, seconds)
        for clients in (1, 16):
            self._look_ups(clients, seconds)
        for path in others:
            self._bare(f"{path} 1", path, 1, 1, seconds)
            self._bare(f"{path} 16", path, 16, 1, seconds)
            self._bare(f"{path} 16 books", path, 16, 16, seconds)

    def _visits(
        self, name: str, clients: Sequence[Client], offices: list[Office], seconds: float
    ) -> None:
        if name in self.rates.missing:
            return
        if b"404" in probe(self.ours, clients[0]):
            self.rates.missing[name] = f"{clients[0]['path']} is not there yet"
            return
        window = windows.measure_visits(
            self.stand, self.database, self.ours, clients, offices, seconds=seconds
        )
        self.rates.note(name, window)

    def _bare(self, name: str, path: str, clients: int, books: int, seconds: float) -> None:
        asked = windows.bare_visits(path, clients, books)
        window = windows.measure(self.bare, asked, seconds=seconds)
        windows.check_least(window.answers, books)
        self.rates.note(name, window)

    def _look_ups(self, clients: int, seconds: float) -> None:
        name = f"look-up {clients}"
        asked = windows.bare_look_ups(clients)
        bare = windows.measure(self.bare, asked, seconds=seconds, phones=CUSTOMERS)
        self.rates.note(f"bare {name}", bare)
        asked = windows.look_ups(self.offices[0], clients)
        if b"404" in probe(self.ours, asked[0]):
            self.rates.missing[name] = f"{asked[0]['path']} is not there yet"
            return
        window = windows.measure(self.ours, asked, seconds=seconds, phones=CUSTOMERS)
        self.rates.note(name, window)


def probe(server: Server, client: Client) -> bytes:
    """Return the first line of the answer to a request without rights: 404 where nothing is."""
    import http.client  # noqa: PLC0415 - only here

    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", client["path"].replace("{phone}", "0"), headers=client["headers"])
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return str(answer.status).encode()


def rows_of(rates: Rates) -> list[Row]:
    """Return the table's rows."""
    rows = []
    for clients, words in ((1, "1 client"), (16, "16 clients")):
        what = f"visit over REST, one site, {words}"
        rows += _against_floors(rates, what, f"rest {clients}", str(clients), (0.45, 0.8))
    rows += _with_itself(rates)
    what = "visit over REST, 16 sites, 16 clients"
    rows += _against_floors(rates, what, "rest 16 sites", "16 books", (0.6, 1.0))
    for clients, words in ((1, "1 client"), (16, "16 clients")):
        what = f"visit as the page does it, {words}"
        rows += _against_floors(rates, what, f"page {clients}", str(clients), (0.35, 0.7))
    for clients, words in ((1, "1 client"), (16, "16 clients")):
        what = f"look-up by phone with ownership, {words}"
        name = f"look-up {clients}"
        rows.append(_against(rates, what, name, f"bare {name}", (0.35, 0.7)))
    return rows


def _against_floors(
    rates: Rates, what: str, ours: str, which: str, goals: tuple[float, float]
) -> list[Row]:
    judged, *others = FLOORS
    return [
        _against(rates, what, ours, f"{judged} {which}", goals),
        *(
            _against(rates, f"  the same, against {FLOORS[path]}", ours, f"{path} {which}")
            for path in others
        ),
    ]


def _against(
    rates: Rates,
    what: str,
    ours: str,
    theirs: str,
    goals: tuple[float | None, float | None] = (None, None),
) -> Row:
    if ours in rates.missing:
        return not_yet(what, rates.missing[ours], *goals)
    return Row(
        what,
        f"{middle(rates.rate[ours]):.0f}/s",
        f"F {middle(rates.rate[theirs]):.0f}/s",
        ratio_of(rates.rate[ours], rates.rate[theirs]),
        *goals,
    )


def _with_itself(rates: Rates) -> list[Row]:
    first, second = "16 clients against 1, one site", "p99 with 16 against p50 with 1, one site"
    if "alone" in rates.missing:
        why = rates.missing["alone"]
        return [not_yet(first, why, 1.0, 1.3), not_yet(second, why, 30, 15, "less")]
    one, sixteen = rates.rate["alone"], rates.rate["crowded"]
    p50, p99 = rates.p50["alone"], rates.p99["crowded"]
    return [
        Row(
            first,
            f"{middle(sixteen):.0f}/s",
            f"{middle(one):.0f}/s",
            ratio_of(sixteen, one),
            1.0,
            1.3,
        ),
        Row(
            second,
            f"{middle(p99) * 1000:.1f} ms",
            f"{middle(p50) * 1000:.1f} ms",
            ratio_of(p99, p50),
            30,
            15,
            "less",
        ),
    ]


def measure_limits(stand: Stand, name: str, rounds: int, seconds: float) -> list[Row]:
    """Return what pgbench does, for information."""
    asked = limit.limits(CUSTOMERS)
    rates: dict[limit.Limit, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for one in asked:
            rates[one].append(limit.transactions_per_second(stand, name, one, seconds))
    limit.check_books(stand, name)
    return [
        Row(
            f"L: {one.name}, {one.clients} client{'s' * (one.clients > 1)}",
            "",
            f"{middle(rate):.0f}/s",
        )
        for one, rate in rates.items()
    ]


def say(text: str) -> None:
    """Tell the person who waits what is going on."""
    print(text, file=sys.stderr, flush=True)

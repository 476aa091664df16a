"""Measure the product beside the machine's own limit, and say what is fast enough.

    make bench                    the usual size, about ten minutes
    make bench-large              growth up to ten million customers; takes long
    python bench/run.py --only visits,screens --rounds 5 --json results.json

Everything runs on a database server of its own with `fsync` and `synchronous_commit` on, in one
run, ours and the yardstick in turn, medians of the rounds' ratios, every answer checked.  The exit status
is 1 when a row misses its floor.  `bench/README.md` explains the rows.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import evening
import footprint
import growth
import importing
import money
import prices
import screens
import scripts
import sweeping
import verifying
import visits
from filling import fill
from rows import Row, as_json, as_table
from stand import Stand

if TYPE_CHECKING:
    from collections.abc import Callable

    from stand import Office

SECTIONS: Final = (
    *("limits", "visits", "screens", "growth", "prices", "money", "imports", "sweep"),
    *("evening", "replay", "verify", "footprint"),
)
SITES: Final = 16
CONSULTANTS: Final = 12
MANY: Final = 1_000_000
VERY_MANY: Final = 10_000_000
_CHINA: Final = timedelta(hours=8)
_LEAST_LEFT: Final = timedelta(minutes=25)


class Run:
    """One run: what is set up once and used by several sections."""

    def __init__(self, stand: Stand, given: argparse.Namespace) -> None:
        self.stand = stand
        self.given = given
        self.offices: list[Office] = []
        self._comparison: visits.Comparison | None = None

    def furnished(self) -> str:
        """Return a database with all sites and nobody's customers, made once."""
        if not self.offices:
            visits.say("opening sites ...")
            self.stand.create("empty")
            self.offices = self.stand.furnish("empty", sites=SITES, consultants=CONSULTANTS)
        return "empty"

    def comparison(self) -> visits.Comparison:
        """Return our server and the bare one, each on its own database, made once."""
        if self._comparison is None:
            self.stand.create("ours", like=self.furnished())
            visits.say(f"filling in {visits.CUSTOMERS:,} customers ...")
            with self.stand.connect("ours") as connection:
                fill(connection, self.offices[0], visits.CUSTOMERS)
            self.yardstick()
            ours, bare = self.stand.serve_product("ours"), self.stand.serve_bare("yardstick")
            self._comparison = visits.Comparison(self.stand, ours, bare, self.offices, "ours")
        return self._comparison

    def yardstick(self) -> str:
        """Return the database of the least tables, made once."""
        if not self.stand.has("yardstick"):
            visits.lay_yardstick(self.stand, "yardstick")
        return "yardstick"

    def limits(self) -> list[Row]:
        """What pgbench does."""
        return visits.measure_limits(self.stand, self.yardstick(), self.given.rounds, 2.0)

    def visits(self) -> list[Row]:
        """Registering and looking up, against the bare views."""
        comparison = self.comparison()
        visits.say("warming up ...")
        comparison.round(1.0)
        comparison.rates = visits.Rates(missing=comparison.rates.missing)
        for number in range(self.given.rounds):
            visits.say(f"visits and look-ups, round {number + 1} of {self.given.rounds} ...")
            comparison.round(self.given.seconds)
        return visits.rows_of(comparison.rates)

    def screens(self) -> list[Row]:
        """Two hundred screens."""
        return screens.measure(self.stand, "ours", self.comparison().ours, self.offices[0])

    def growth(self) -> list[Row]:
        """Few customers and many."""
        many = VERY_MANY if self.given.large else self.given.customers
        return growth.measure(
            self.stand, self.furnished(), self.offices, many, self.given.rounds, self.given.seconds
        )

    def prices(self) -> list[Row]:
        """The price board of a big site."""
        self.stand.create("prices", like=self.furnished())
        return prices.measure(self.stand, "prices", self.offices[0])

    def imports(self) -> list[Row]:
        """An old register of 100,000 rows."""
        return importing.measure(self.stand)

    def sweep(self) -> list[Row]:
        """Claims that fall due together."""
        self.stand.create("sweep", like=self.furnished())
        return sweeping.measure(self.stand, "sweep", self.offices[0], growth.FEW)

    def evening(self) -> list[Row]:
        """The evening round of a big centre, and the figures of its year."""
        return evening.measure(self.stand, "centre")

    def money(self) -> list[Row]:
        """Deposits and receipts."""
        return money.measure(self.comparison(), self.given.rounds, self.given.seconds)

    def replay(self) -> list[Row]:
        """A month as a day script."""
        return scripts.measure(self.stand, self.given.rounds)

    def verify(self) -> list[Row]:
        """A million lines, offline."""
        return verifying.measure(self.stand, self.furnished(), self.offices[0], self.given.rounds)

    def footprint(self) -> list[Row]:
        """Starts, memory, weight."""
        weight = footprint.page_weight(self.comparison().ours, self.offices[0])
        return weight + footprint.starts_and_memory(self.stand, self.given.rounds)


def main() -> int:
    """Measure, print the table, judge."""
    given = _arguments()
    wait_for_a_new_day()
    rows: list[Row] = []
    with Stand() as stand:
        run = Run(stand, given)
        for section in SECTIONS:
            if section in given.only:
                visits.say(f"== {section}")
                measured: Callable[[], list[Row]] = getattr(run, section)
                try:
                    rows += measured()
                except Exception as error:  # noqa: BLE001 - the other sections are worth measuring
                    traceback.print_exc()
                    rows.append(Row(section, "", repr(error)[:60], is_broken=True))
    print(as_table(rows))
    if given.json:
        given.json.parent.mkdir(parents=True, exist_ok=True)
        given.json.write_text(json.dumps(as_json(rows), ensure_ascii=False, indent=1) + "\n")
    return int(any(row.verdict == "FAIL" for row in rows))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the product beside its yardsticks.")
    parser.add_argument("--large", action="store_true", help="ten million customers")
    parser.add_argument("--only", default=",".join(SECTIONS), help=f"of {', '.join(SECTIONS)}")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0, help="of each window")
    parser.add_argument("--customers", type=int, default=MANY, help="how many are many")
    parser.add_argument("--json", type=Path, help="also write the rows to this file")
    given = parser.parse_args()
    given.only = given.only.split(",")
    return given


def wait_for_a_new_day() -> None:
    """Wait where the offices' day would end in the middle: signing in ends with it."""
    now = datetime.now(UTC) + _CHINA
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    if midnight - now < _LEAST_LEFT:
        visits.say(f"the offices' day ends in {midnight - now}; waiting for the next one ...")
        time.sleep((midnight - now).total_seconds() + 1)


if __name__ == "__main__":
    sys.exit(main())

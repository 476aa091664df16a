"""A house at work whose clock a test sets: the server in one process, its worker in another.

The worker dies, stands still and comes back apart from the server, as on a machine that runs `salesfloor worker`
beside servers that were told SALESFLOOR_WORKER=0. Only the house's time is set; the machine's own goes on.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from salesfloor.base.china_time import CHINA
from tests.faults.office import HERE, Office, copy_of, wait_until
from tests.faults.product import GOOD, PROGRAM, Product, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DUE: Final = """
    SELECT count(*) FROM deadlines_deadline d, people_site s
    WHERE d.site_id = s.id AND s.code = %s AND d.settled_at IS NULL AND d.set_aside_at IS NULL
        AND d.due_at < register.now(NULL)
"""
_NOW: Final = "SELECT pg_get_functiondef('register.now(timestamptz)'::regprocedure)"
_AT_WORK: Final = """
    SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid <> 0
"""
_SET: Final = """
    UPDATE register.clock SET mode = 'demo', ahead = %s::timestamptz - clock_timestamp()
"""
WITHIN: Final = 60.0


@dataclass
class House:
    """The house, with a key for everybody in it."""

    office: Office
    product: Product
    keys: dict[str, str]
    site: str
    worker: subprocess.Popen[bytes] | None = field(default=None)

    def stands_at(self, at: str) -> None:
        """Set the house's clock to a time of China, such as 2026-03-03 16:50."""
        with self.office.connect() as connection:
            connection.execute(_SET, (datetime.fromisoformat(at).replace(tzinfo=CHINA),))

    @contextmanager
    def clock_ahead(self, by: str) -> Iterator[None]:
        """Let the machine's clock jump by that much, as the database reads it, and back at the end."""
        with self.office.connect() as connection:
            found = connection.execute(_NOW).fetchone()
            assert found is not None
            usual = str(found[0])
            jumped = usual.replace("clock_timestamp()", f"(clock_timestamp() + interval '{by}')")
            connection.execute(jumped.encode())
            try:
                yield
            finally:
                connection.execute(usual.encode())

    def give(self, by: str, do: str, key: str = "", **given: Any) -> tuple[int, Any]:
        """Give a command over a connection of its own; return status and answer."""
        return self.product.give(self.keys[by], do, given, key)

    def done(self, by: str, do: str, key: str = "", **given: Any) -> Any:
        """Give a command that must be carried out."""
        status, answer = self.give(by, do, key, **given)
        assert status == GOOD, answer
        return answer

    def ask(self, by: str, question: str, **asked: str) -> Any:
        """Ask a question."""
        headers = {"Authorization": f"Bearer {self.keys[by]}"}
        status, body = self.product.ask("GET", f"/api/v1/{question}?{urlencode(asked)}", headers)
        assert status == GOOD, body
        return json.loads(body)

    def rows(self, statement: str, *given: Any) -> list[tuple[Any, ...]]:
        """Return what a statement finds, read as who may read everything."""
        with self.office.connect() as connection:
            return connection.execute(statement.encode(), given).fetchall()

    def starts_its_worker(self) -> None:
        """Start the worker beside the server."""
        with (self.office.folder / "worker.log").open("ab") as log:
            self.worker = subprocess.Popen(
                [str(PROGRAM), "worker"], env=self.office.environment, stdout=log, stderr=log
            )

    def loses_its_worker(self) -> None:
        """Kill the worker without warning."""
        if self.worker is not None:
            with suppress(ProcessLookupError):
                self.worker.kill()
            self.worker.wait()
            self.worker = None

    def sees_a_worker(self) -> bool:
        """Tell whether somebody beside the server does what is due, at this very moment."""
        return self.rows(_AT_WORK) != [(0,)]

    def is_done(self) -> bool:
        """Tell whether nothing is due any more at the site."""
        return self.rows(_DUE, self.site) == [(0,)]

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let a worker do all that is due; it is killed afterwards."""
        self.starts_its_worker()
        try:
            wait_until(self.is_done, WITHIN)
            yield
        finally:
            self.loses_its_worker()


@contextmanager
def house(bare: Office, room: Path, day: list[dict[str, Any]], *, site: str) -> Iterator[House]:
    """Open a house in which that day was played; its worker is not at work yet."""
    with copy_of(bare, room) as office:
        script = room / "day.jsonl"
        script.write_text("".join(json.dumps(line) + "\n" for line in day), encoding="utf-8")
        said = subprocess.run(
            [sys.executable, str(HERE / "playing.py"), office.url, str(script)],
            env=office.environment, capture_output=True, check=False,
        )  # fmt: skip
        assert said.returncode == 0, said.stderr.decode()
        environment = {**office.environment, "SALESFLOOR_WORKER": "0"}
        with running(room, environment) as product:
            opened = House(office, product, json.loads(said.stdout), site)
            try:
                yield opened
            finally:
                opened.loses_its_worker()

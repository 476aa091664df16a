"""The product as it is run, and desks that work with it over REST and never give up."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.faults.office import finish, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM: Final = Path(sys.executable).with_name("salesfloor")
PATIENCE: Final = 60.0
GOOD: Final = 200


@dataclass
class Product:
    """A running product."""

    order: list[str]
    environment: dict[str, str]
    port: int
    log: Path
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> None:
        """Start, and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.order, env=self.environment, stdout=log, stderr=log
            )
        wait_until(self.is_up, 60)

    def is_up(self) -> bool:
        """Tell whether everything works."""
        assert self.process.poll() is None, self.log.read_text(encoding="utf-8")[-3000:]
        try:
            return self.ask("GET", "/healthz")[0] == GOOD
        except OSError:
            return False

    def kill(self) -> None:
        """Kill it without warning."""
        self.process.kill()
        self.process.wait()

    def ask(
        self, method: str, path: str, headers: dict[str, str] | None = None, body: str = ""
    ) -> tuple[int, bytes]:
        """Send one request on a connection of its own; return status and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body or None, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except http.client.HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()

    def give(
        self, token: str, do: str, given: dict[str, Any], key: str = "", **more: str
    ) -> tuple[int, Any]:
        """Give a command once; return status and answer."""
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json", **more}
        if key:
            headers["Idempotency-Key"] = key
        status, body = self.ask("POST", f"/api/v1/commands/{do}", headers, json.dumps(given))
        return status, json.loads(body)


@contextmanager
def running(folder: Path, environment: dict[str, str], *order: str) -> Iterator[Product]:
    """Run the product, or a program that serves it otherwise."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    usual = (str(PROGRAM), "run", "--empty", "--port")
    product = Product([*(order or usual), str(port)], environment, port, folder / "product.log")
    product.start()
    try:
        yield product
    finally:
        if product.process.poll() is None:
            finish([product.process], at_once=True)


def alone(folder: Path) -> dict[str, str]:
    """Return the environment of a product that runs its own database in the folder."""
    environment = {**os.environ, "SALESFLOOR_DATA": str(folder)}
    environment.pop("DATABASE_URL", None)
    return environment


@dataclass
class Desks:
    """Desks at work in threads, and everything they were told meanwhile."""

    product: Product
    token: str
    folder: Path
    patience: float = PATIENCE
    """Seconds within which every command is done, however often it is sent."""
    logs: list[Path] = field(default_factory=list)
    told: list[tuple[int, bytes]] = field(default_factory=list)
    """Answers that were not good: status and body; 0 where there was none."""
    longest: float = 0.0
    """Seconds until the slowest command was done at last."""
    over: threading.Event = field(default_factory=threading.Event)
    errors: list[BaseException] = field(default_factory=list)

    @contextmanager
    def at_work(self, number: int) -> Iterator[None]:
        """Let so many desks work; when they end, every command has its answer."""
        self.logs = [self.folder / f"remote-{place}.log" for place in range(number)]
        threads = [threading.Thread(target=self._work, args=(log,)) for log in self.logs]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.over.set()
            for thread in threads:
                thread.join()
        assert not self.errors, self.errors

    def _work(self, log: Path) -> None:
        try:
            with log.open("a", encoding="utf-8") as notes:
                for number in count(1):
                    if self.over.is_set():
                        return
                    ref = f"{log.stem}-{number}"
                    phone = f"13{int(log.stem[-1]):04}{number:05}"
                    visit = {"ref": ref, "name": "王芳", "phone": phone}
                    self._insist(notes, "visit", visit)
                    end = {"ref": ref, "outcome": "no_deal", "reason": "价格"}
                    self._insist(notes, "end", end)
        except BaseException as error:  # noqa: BLE001 - shown by the test that waits for us
            self.errors.append(error)

    def _insist(self, notes: Any, do: str, given: dict[str, Any]) -> None:
        key = f"{do}-{given['ref']}"
        began = time.monotonic()
        for tries in count(1):
            waited = time.monotonic() - began
            assert waited < self.patience, f"{key} is not done within {self.patience} s"
            try:
                status, answer = self.product.give(self.token, do, given, key)
            except OSError as error:
                status, answer = 0, str(error)
            if status == GOOD:
                note = {"key": f"rest:d1:{key}", "do": do, "answer": answer, "tries": tries}
                notes.write(json.dumps(note) + "\n")
                self.longest = max(self.longest, time.monotonic() - began)
                return
            assert status == 0 or status >= 500, (status, answer)
            self.told.append((status, json.dumps(answer, ensure_ascii=False).encode()))
            time.sleep(0.05)

"""A furnished floor on a PostgreSQL server of its own, made to be broken."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Self

import psycopg

from postgres_launcher import EmbeddedPostgres
from salesfloor.app import database

HERE: Final = Path(__file__).resolve().parent
NAME: Final = "salesfloor"


@dataclass
class Office:
    """A data folder with a floor in it, its server, and the desks at work on it."""

    folder: Path
    sites: dict[str, dict[str, Any]]
    settings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.server = EmbeddedPostgres(self.folder / "postgres", settings=self.settings)

    def __enter__(self) -> Self:
        self.server.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.server.stop()

    @property
    def url(self) -> str:
        """The address for who may do everything."""
        return self.server.url("postgres", NAME)

    def connect(self) -> psycopg.Connection:
        """Connect as who may do everything."""
        return psycopg.connect(self.url, autocommit=True)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of programs that work here."""
        return {**os.environ, "DATABASE_URL": self.url, "SALESFLOOR_DATA": str(self.folder)}

    def postmaster(self) -> int:
        """Return the server's process."""
        text = (self.folder / "postgres" / "cluster" / "postmaster.pid").read_text(encoding="ascii")
        return int(text.splitlines()[0])

    def processes(self) -> list[int]:
        """Return every process of the server, the first one first."""
        first = self.postmaster()
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(first)], capture_output=True, text=True, check=False
        )
        return [first, *map(int, listed.stdout.split())]

    def kill(self, *, whole: bool = True) -> None:
        """Kill the server without warning: all of it at once, or only its first process."""
        for pid in self.processes() if whole else [self.postmaster()]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def start_again(self) -> None:
        """Start a killed server, as the person who runs it does."""
        self.server.stop()
        self.server.start()

    @contextmanager
    def desks(self, number: int, *, rounds: int | None = None) -> Iterator[list[Path]]:
        """Let so many desks work, each in a process of its own; yield what they note."""
        logs = [self.folder / f"desk-{place}.log" for place in range(number)]
        order = [sys.executable, str(HERE / "clerk.py"), self.url, "d1"]
        limit = [] if rounds is None else [str(rounds)]
        clerks = [
            subprocess.Popen(
                [*order, str(log), *limit], env=self.environment, stderr=subprocess.PIPE
            )
            for log in logs
        ]
        try:
            wait_until(lambda: all(log.exists() and log.stat().st_size for log in logs), 30)
            yield logs
        finally:
            finish(clerks, at_once=rounds is None)

    def audit(self, logs: list[Path]) -> dict[str, Any]:
        """Hold the desks' notes against the database."""
        order = [sys.executable, str(HERE / "auditing.py"), self.url, *map(str, logs)]
        said = subprocess.run(order, env=self.environment, capture_output=True, check=False)
        assert said.returncode == 0, said.stderr.decode()
        findings: dict[str, Any] = json.loads(said.stdout)
        return findings


def furnish(folder: Path, *, sites: int = 2, consultants: int = 16) -> Office:
    """Make a floor in a folder, with its server stopped again."""
    careless = {"fsync": "off", "synchronous_commit": "off"}
    office = Office(folder, {}, careless)
    folder.chmod(0o755)
    with office:
        database.create(office.server.url("postgres", "postgres"), NAME)
        order = [sys.executable, str(HERE / "furnish.py"), office.url, str(sites), str(consultants)]
        said = subprocess.run(order, env=office.environment, capture_output=True, check=False)
        assert said.returncode == 0, said.stderr.decode()
        office.sites = json.loads(said.stdout)
    return office


def copy_of(office: Office, folder: Path, settings: dict[str, str] | None = None) -> Office:
    """Copy a floor whose server is stopped."""
    shutil.copytree(office.folder / "postgres", folder / "postgres", symlinks=True)
    folder.chmod(0o755)
    return Office(folder, office.sites, settings or {})


def finish(processes: list[subprocess.Popen[bytes]], *, at_once: bool) -> None:
    """Wait for programs to end, told to or by themselves, and see that they ended well."""
    for process in processes:
        if at_once and process.poll() is None:
            process.send_signal(signal.SIGTERM)
    last_words = []
    for process in processes:
        try:
            said = process.communicate(timeout=120)[1]
        except subprocess.TimeoutExpired:
            process.kill()
            said = process.communicate()[1]
        if process.returncode not in {0, -signal.SIGTERM}:
            last_words.append((said or b"").decode()[-3000:])
    assert not last_words, "\n".join(last_words)


def wait_for_work(logs: list[Path], answers: int) -> None:
    """Wait until so many more answers are noted, however busy the machine is."""
    before = noted(logs)
    wait_until(lambda: noted(logs) >= before + answers, 120)


def noted(logs: list[Path]) -> int:
    """Return how many answers are noted."""
    return sum(log.read_bytes().count(b"\n") for log in logs if log.exists())


def wait_until(done: Any, seconds: float) -> None:
    """Wait for something, but not for ever."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(0.02)

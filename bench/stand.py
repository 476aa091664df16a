"""Where the measuring happens: our own PostgreSQL, product servers and the bare server on it."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

import orjson
import psycopg

from postgres_launcher import EmbeddedPostgres
from salesfloor.app import database

if TYPE_CHECKING:
    from types import TracebackType

    from load import Order, Report

HERE: Final = Path(__file__).resolve().parent
PROGRAM: Final = Path(sys.executable).with_name("salesfloor")
THREADS: Final = os.environ.get("SALESFLOOR_THREADS", "64")
STARTS_WITHIN: Final = 120.0
_RELEASE: Final = """
    CREATE FUNCTION bench_release() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.state := NEW.state || '{"engaged": {}}';
        UPDATE reception_reception
            SET ended_at = clock_timestamp(), ended_by = 'bench', outcome = 'left'
            WHERE site_id = NEW.site_id AND ended_at IS NULL;
        RETURN NEW;
    END $$;
    CREATE TRIGGER bench_release BEFORE UPDATE ON reception_floor FOR EACH ROW
        WHEN (jsonb_array_length(jsonb_path_query_array(NEW.state, '$.engaged.keyvalue()')) >= 6)
        EXECUTE FUNCTION bench_release();
"""
"""Six busy consultants are set free together, within the visit that makes it six: no visit ever
waits, and the turns are as they would be.  The time it takes counts against us."""


@dataclass(frozen=True)
class Office:
    """One furnished site: whom the desk speaks for, and how."""

    site_id: int
    code: str
    token: str
    session: str
    csrf: str
    till_token: str
    till_session: str
    consultants: list[str]


@dataclass
class Server:
    """A server under measurement."""

    name: str
    port: int
    process: subprocess.Popen[bytes]

    def get(self, path: str, headers: dict[str, str] | None = None) -> bytes:
        """Fetch a page once."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}", headers=headers or {}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            body: bytes = answer.read()
        return body


@dataclass
class Stand:
    """One run's servers and databases; everything is gone afterwards."""

    folder: Path = field(default_factory=lambda: Path(tempfile.mkdtemp(prefix="salesfloor-bench-")))
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(48))
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        self.folder.chmod(0o755)
        settings = {"fsync": "on", "synchronous_commit": "on", "track_commit_timestamp": "on"}
        self.postgres = EmbeddedPostgres(self.folder / "postgres", settings=settings)
        self._stack.callback(_remove, self.folder)
        self._stack.enter_context(self.postgres)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def url(self, name: str) -> str:
        """Return the address of a database, for who may do everything."""
        return self.postgres.url("postgres", name)

    def has(self, name: str) -> bool:
        """Tell whether there is a database of that name."""
        with self.connect("postgres") as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
            return found.fetchone() is not None

    def create(self, name: str, *, like: str | None = None) -> str:
        """Create a database, empty or as a copy; return its address."""
        if like is None:
            database.create(self.url("postgres"), name)
        else:
            with self.connect("postgres") as connection:
                connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"'.encode())
        return self.url(name)

    def connect(self, name: str) -> psycopg.Connection:
        """Connect as who may do everything."""
        return psycopg.connect(self.url(name), autocommit=True)

    def furnish(self, name: str, *, sites: int, consultants: int) -> list[Office]:
        """Migrate a database and open sites in it, everybody signed in."""
        order = [sys.executable, str(HERE / "furnish.py"), self.url(name)]
        order += [str(sites), str(consultants)]
        said = subprocess.run(order, check=True, capture_output=True, env=self.environment(name))
        with self.connect(name) as connection:
            connection.execute(_RELEASE.encode())
        return [Office(**office) for office in orjson.loads(said.stdout)]

    def serve_product(self, name: str) -> Server:
        """Start the product on a database, as anybody would start it."""
        port = free_port()
        order = [str(PROGRAM), "run", "--empty", "--host", "127.0.0.1", "--port", str(port)]
        return self._serve(f"product-{name}", port, order, "/healthz", self.environment(name))

    def serve_bare(self, name: str) -> Server:
        """Start the bare views, by the same server with the same number of threads."""
        port = free_port()
        order = [sys.executable, "-m", "uvicorn", "bare:application", "--app-dir", str(HERE)]
        order += ["--host", "127.0.0.1", "--port", str(port), "--loop", "uvloop"]
        order += ["--http", "httptools", "--ws", "none", "--no-access-log", "--log-level", "error"]
        environment = {**os.environ, "BENCH_DATABASE": self.url(name), "BENCH_THREADS": THREADS}
        return self._serve("bare", port, order, "/owner?phone=15000000000", environment)

    def serve_no_longer(self, *servers: Server) -> None:
        """Stop servers before the end."""
        for server in servers:
            stop(server.process)

    def environment(self, name: str) -> dict[str, str]:
        """Return the environment of a program on a database.

        One secret for all, so that a log-in made here is good there.
        """
        data = self.folder / "data"
        data.mkdir(exist_ok=True)
        own = {"SALESFLOOR_DATA": str(data), "SALESFLOOR_SECRET_KEY": self.secret}
        return {**os.environ, "DATABASE_URL": self.url(name), **own}

    def _serve(
        self, name: str, port: int, order: list[str], path: str, environment: dict[str, str]
    ) -> Server:
        log = self._stack.enter_context((self.folder / f"{name}.log").open("wb"))
        process = subprocess.Popen(order, env=environment, stdout=log, stderr=log)
        self._stack.callback(stop, process)
        server = Server(name, port, process)
        wait_until_up(server, path, self.folder / f"{name}.log")
        return server


def wait_until_up(server: Server, path: str, log: Path) -> None:
    """Wait for the first good answer."""
    end = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            server.get(path)
        except OSError as error:
            if server.process.poll() is not None or time.monotonic() > end:
                message = f"{server.name} does not answer ({error}):\n{log.read_text()[-3000:]}"
                raise RuntimeError(message) from error
            time.sleep(0.05)
        else:
            return


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a server of ours."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def send(order: Order) -> Report:
    """Let a process of its own carry out an order of requests."""
    program = [sys.executable, str(HERE / "load.py")]
    done = subprocess.run(program, input=orjson.dumps(order), check=True, capture_output=True)
    report: Report = orjson.loads(done.stdout)
    return report


def _remove(folder: Path) -> None:
    import shutil  # noqa: PLC0415 - only at the end

    shutil.rmtree(folder, ignore_errors=True)

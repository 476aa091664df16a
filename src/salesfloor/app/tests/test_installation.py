"""The product as it is started, stopped, moved and brought back: real processes, a real folder."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tarfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from postgres_launcher import EmbeddedPostgres
from salesfloor.app import database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PROGRAM = [sys.executable, "-c", "from salesfloor.app.cli import main; main()"]
READY_IN = 90.0
_A_LATER_VERSION_MIGRATED = """
    INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_more', now())
"""
_A_SESSION = "INSERT INTO django_session VALUES ('old', 'x', now() + interval '1 day')"
_ITS_STAMP = "UPDATE installation SET value = 'later' WHERE name = 'schema'"
_STAMP = "SELECT value FROM installation WHERE name = 'schema'"
_IT_IS_AS_IT_WAS = "DELETE FROM django_migrations WHERE name = '9999_more'"


class Installation:
    """A data folder, and what is run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("SALESFLOOR", "DATABASE"))}
        self.environment = kept | {"SALESFLOOR_DATA": str(folder)}
        self.token = ""
        self.first: tuple[int, Any] = (0, None)

    def call(self, *order: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            [*PROGRAM, *order],
            env=self.environment | more,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    @contextmanager
    def serving(self, *options: str) -> Iterator[subprocess.Popen[str]]:
        """Serve until left, and stop by a signal."""
        order = [*PROGRAM, "run", "--port", str(self.port), *options]
        with subprocess.Popen(
            order, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process:
            try:
                self._wait(process)
                yield process
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(30)

    def _wait(self, process: subprocess.Popen[str]) -> None:
        end = time.monotonic() + READY_IN
        while time.monotonic() < end:
            assert process.poll() is None, process.stdout and process.stdout.read()
            try:
                if self.get("/healthz")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise AssertionError("it does not get ready")

    def get(
        self, path: str, token: str = "", body: bytes | None = None, key: str = ""
    ) -> tuple[int, Any]:
        """Ask for something, and return status and JSON."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        headers |= {"Idempotency-Key": key} if key else {}
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET" if body is None else "POST", path, body, headers)
            answer = connection.getresponse()
            raw = answer.read()
        finally:
            connection.close()
        is_json = "json" in answer.headers.get("Content-Type", "")
        return answer.status, json.loads(raw) if is_json else raw

    def asks(self) -> tuple[int, Any]:
        """Ask a question under one key, and return what is answered."""
        return self.get("/api/v1/commands/ask", self.token, b'{"text": "Which door?"}', "asked")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Return an installation with the demo in it, stopped."""
    installation = Installation(tmp_path_factory.mktemp("demo"))
    with installation.serving():
        installation.token = installation.call("token", "desk").stdout.strip()
        installation.first = installation.asks()
    return installation


def test_it_serves_and_stops_with_streams_open(demo: Installation) -> None:
    with demo.serving() as process:
        assert demo.get("/api/v1/board", demo.token)[1]["away"] == ["b3"]
        assert demo.get("/account/nothing/")[0] == 404
        with socket.create_connection(("127.0.0.1", demo.port)) as stream:
            stream.sendall(b"GET /events/1?view=board.en HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert b" 403 " in stream.recv(200)
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert time.monotonic() - began < 5


@pytest.mark.faults
@pytest.mark.case(42)
def test_it_starts_its_database_again_after_a_crash(demo: Installation) -> None:
    with demo.serving():
        pid = int((demo.folder / "postgres/cluster/postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        time.sleep(0.3)
        end = time.monotonic() + 30
        while demo.get("/healthz")[0] != 200:
            assert time.monotonic() < end, "it does not come back"
            time.sleep(0.1)


@pytest.mark.case(98)
def test_it_does_not_start_where_that_is_not_safe(demo: Installation) -> None:
    weak = demo.call("run", SALESFLOOR_SECRET_KEY="changeme")
    assert (weak.returncode, "SALESFLOOR_SECRET_KEY" in weak.stderr) == (1, True)
    public = demo.call("run", "--host", "127.0.0.2")
    assert (public.returncode, "--demo" in public.stderr) == (1, True)


def test_it_begins_empty_where_that_is_asked_for(tmp_path: Path) -> None:
    house = Installation(tmp_path / "data")
    with house.serving("--empty"):
        made = house.call(
            "createadmin", "--code", "op", "--name", "Ops", "--password", "long and plain"
        )
        assert made.returncode == 0, made.stderr
        token = house.call("token", "op").stdout.strip()
        site = {
            "code": "S1",
            "name": "One",
            "trade": "showroom",
            "opens": "09:00",
            "closes": "18:00",
        }
        assert house.get("/api/v1/commands/site", token, json.dumps(site).encode())[0] == 200
        assert [one["code"] for one in house.get("/api/v1/sites", token)[1]["items"]] == ["S1"]
        assert house.call("token", "op", "--revoke").stdout.strip() == "1 revoked"
        assert house.get("/api/v1/sites", token)[0] == 401


def with_other_books(file: Path, folder: Path) -> Path:
    """Return a backup whose manifest names another last hash of a book."""

    def change(manifest: dict[str, Any]) -> None:
        manifest["books"][0]["head"] = "00" * 32

    return rewritten(file, folder / "books.tar", change)


def with_other_dump(file: Path, folder: Path) -> Path:
    """Return a backup whose dump is not the one of its manifest."""

    def change(manifest: dict[str, Any]) -> None:
        manifest["dump_sha256"] = "00" * 32

    return rewritten(file, folder / "dump.tar", change)


def rewritten(file: Path, target: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    with tarfile.open(file) as source, tarfile.open(target, "w") as copy:
        for member in source:
            content = source.extractfile(member)
            if member.name == "manifest.json" and content is not None:
                manifest = json.load(content)
                change(manifest)
                raw = json.dumps(manifest).encode()
                member.size, content = len(raw), io.BytesIO(raw)
            copy.addfile(member, content)
    return target


@pytest.mark.fault("S4")
def test_a_port_is_looked_at_before_anything_is_begun(tmp_path: Path) -> None:
    house = Installation(tmp_path / "data")
    assert "80000" in house.call("run", "--port", "80000").stderr
    with socket.create_server(("127.0.0.1", house.port)):
        taken = house.call("run", "--port", str(house.port))
    assert (taken.returncode, str(house.port) in taken.stderr) == (1, True)
    assert "Traceback" not in taken.stderr
    assert not (tmp_path / "data" / "postgres").exists()


@pytest.mark.fault("S3")
@pytest.mark.fault("X23")
def test_what_goes_wrong_around_us_is_said_in_one_sentence(tmp_path: Path) -> None:
    house = Installation(tmp_path / "data")
    away = {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    file = tmp_path / "file"
    file.write_text("in the way")
    script = tmp_path / "day.jsonl"
    script.write_text("")
    for order, more in (
        (("verify",), away),
        (("run", "--port", str(house.port)), away),
        (("replay", str(script)), away),
        (("run", "--port", str(house.port)), {"SALESFLOOR_DATA": str(file)}),
        (("verify",), {"POSTGRES_PROGRAMS": str(tmp_path)}),
        (("run", "--port", str(house.port)), {"SALESFLOOR_ADDRESS": "floor"}),
    ):
        said = house.call(*order, **more)
        assert said.returncode == 1, (order, said)
        assert said.stderr.startswith("Error: "), said.stderr
        assert said.stderr.count("\n") == 1, said.stderr


@pytest.mark.fault("R12")
def test_a_trial_leaves_nothing_behind(tmp_path: Path) -> None:
    script = tmp_path / "day.jsonl"
    script.write_text("")
    house = Installation(tmp_path / "data")
    tried = house.call("replay", str(script))
    assert tried.returncode == 0, tried.stderr
    assert house.call("clause", "3.1.1").returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["day.jsonl"]


@pytest.mark.fault("X23")
def test_a_trial_takes_no_database_that_is_in_use(demo: Installation, tmp_path: Path) -> None:
    script = tmp_path / "day.jsonl"
    script.write_text("")
    with EmbeddedPostgres(demo.folder / "postgres") as server:
        database.create(server.url("postgres", "postgres"), "others")
        url = server.url("postgres", "others")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE TABLE theirs (id int)")
        for taken in (url, server.url("postgres", "salesfloor")):
            refused = demo.call("replay", str(script), "--database", taken)
            assert (refused.returncode, "other data" in refused.stderr) == (2, True)
        with psycopg.connect(url) as connection:
            assert connection.execute(
                "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
            ).fetchone() == (1,)


@pytest.mark.fault("X5")
def test_a_paper_day_is_previewed_and_holds_nothing_still_to_come(
    demo: Installation, tmp_path: Path
) -> None:
    script = tmp_path / "day.jsonl"
    entry = {"do": "at_the_door", "by": "desk"}
    yesterday = datetime.now(UTC) - timedelta(days=1)
    with EmbeddedPostgres(demo.folder / "postgres") as server:
        url = server.url("postgres", "salesfloor")
        order = ("replay", str(script), "--json", "--append", "--database", url)
        script.write_text(json.dumps({"at": "2062-03-02T09:00:00+08:00", **entry}))
        ahead = demo.call(*order)
        assert (ahead.returncode, "line 1, column" in ahead.stderr) == (2, True), ahead.stderr
        script.write_text(json.dumps({"at": yesterday.isoformat(), **entry}))
        with psycopg.connect(url, autocommit=True) as connection:
            count = "SELECT count(*) FROM reception_arrival"
            before = connection.execute(count).fetchone()
            tried = demo.call(*order, "--preview")
            assert (tried.returncode, json.loads(tried.stdout)["ok"]) == (0, True), tried.stderr
            assert connection.execute(count).fetchone() == before
            assert demo.call(*order).returncode == 0
            assert connection.execute(count).fetchone() != before


@pytest.mark.fault("X23")
@pytest.mark.parametrize("code", ["", "  ", "\u202e"])
def test_an_administrator_has_a_code(demo: Installation, code: str) -> None:
    made = demo.call("createadmin", "--code", code, "--name", "Ops", "--password", "long and plain")
    assert (made.returncode, made.stderr.startswith("Error: ")) == (1, True), made


@pytest.mark.case(49)
def test_an_earlier_version_leaves_the_data_of_a_later_one_alone(
    demo: Installation, tmp_path: Path
) -> None:
    file = tmp_path / "later.tar"
    with EmbeddedPostgres(demo.folder / "postgres") as server:
        url = server.url("postgres", "salesfloor")
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(_A_LATER_VERSION_MIGRATED)
            connection.execute(_ITS_STAMP)
            assert demo.call("backup", str(file)).returncode == 0
        refused = demo.call("run", "--port", str(demo.port)), demo.call("verify")
        with psycopg.connect(url, autocommit=True) as connection:
            assert connection.execute(_STAMP).fetchone() == ("later",), "nothing is written"
            connection.execute(_IT_IS_AS_IT_WAS)
    for said in (*refused, demo.call("restore", "--yes", str(file))):
        assert (said.returncode, said.stderr.count("\n")) == (1, 1), said.stderr
        assert "a later version" in said.stderr
        assert "people 9999_more" in said.stderr
    with demo.serving():
        assert demo.get("/healthz")[0] == 200


@pytest.mark.case(58)
@pytest.mark.fault("X23")
@pytest.mark.case(6)
def test_a_backup_comes_back_and_says_so(demo: Installation, tmp_path: Path) -> None:
    file = tmp_path / "one.tar"
    with EmbeddedPostgres(demo.folder / "postgres") as server:
        server_url = server.url("postgres", "salesfloor")
        with psycopg.connect(server_url, autocommit=True) as connection:
            connection.execute(_A_SESSION)
    (demo.folder / "documents").mkdir(exist_ok=True)
    (demo.folder / "documents" / "paper.txt").write_text("as it was")
    saved = demo.call("backup", str(file))
    assert saved.returncode == 0, saved.stderr
    assert demo.call("backup", str(file)).returncode == 1, "nothing is written over"
    with demo.serving():
        told = demo.get("/api/v1/commands/visit", demo.token, b'{"ref": "later", "name": "Wang"}')
        assert told[0] == 200
        assert demo.call("restore", "--yes", str(file)).returncode == 1, "somebody is working"
    (demo.folder / "documents" / "paper.txt").write_text("changed since")
    for spoilt, words in ((with_other_books, "manifest"), (with_other_dump, "dump")):
        refused = demo.call("restore", "--yes", str(spoilt(file, tmp_path)))
        assert (refused.returncode, words in refused.stderr) == (1, True), refused.stderr
    back = demo.call("restore", "--yes", str(file))
    assert back.returncode == 0, back.stderr
    assert re.search(r"salesfloor_before_\d{14}", back.stdout)
    assert demo.call("restore", "--yes", __file__).returncode == 1
    assert (demo.folder / "documents" / "paper.txt").read_text() == "as it was"
    with EmbeddedPostgres(demo.folder / "postgres") as server:
        server_url = server.url("postgres", "salesfloor")
        with psycopg.connect(server_url, autocommit=True) as connection:
            assert connection.execute("SELECT count(*) FROM django_session").fetchone() == (0,)
    checked = demo.call("verify", "--site", "LT")
    assert (checked.returncode, "verifies" in checked.stdout) == (0, True)
    with demo.serving():
        assert demo.get("/api/v1/receptions/later", demo.token)[0] == 404
        assert demo.first[0] == 200
        assert demo.asks() == demo.first, "the same key, the first answer, after a restore as well"
        books = demo.get("/api/v1/registers?limit=100", demo.token)[1]["items"]
        assert {book["register"] for book in books} >= {"books", "visit"}

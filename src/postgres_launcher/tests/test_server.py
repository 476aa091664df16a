"""The embedded server starts, is shared, survives what may happen, and harms no stranger."""

import os
import pwd
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from postgres_launcher import EmbeddedPostgres, EmbeddedPostgresError, find_programs
from postgres_launcher.programs import PROGRAMS_SETTING, Account, account_with_name, spawn

FAST = {"fsync": "off"}

SUPERVISOR = """
import sys, threading, time
from pathlib import Path
from postgres_launcher import EmbeddedPostgres

server = EmbeddedPostgres(Path(sys.argv[1]))
if sys.argv[2] == "tied":
    server.start()
else:
    starter = threading.Thread(target=server.start)
    starter.start()
    starter.join()
print("ready", flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pristine")
    with EmbeddedPostgres(folder, settings=FAST):
        return folder / "cluster"


@pytest.fixture
def folder(pristine: Path, tmp_path: Path) -> Path:
    shutil.copytree(pristine, tmp_path / "pg" / "cluster")
    return tmp_path / "pg"


@pytest.fixture
def stranger() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(["sleep", "600"]) as process:
        yield process
        process.kill()


def ask(server: EmbeddedPostgres, question: str) -> str:
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
        row = connection.execute(question.encode()).fetchone()
    return str(row[0]) if row else ""


def tell(server: EmbeddedPostgres, *statements: str) -> None:
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def write_until_it_fails(server: EmbeddedPostgres) -> int:
    """Insert visits one by one and count those the server acknowledged."""
    acknowledged = 0
    with psycopg.connect(server.url("postgres", "postgres"), autocommit=True) as connection:
        while True:
            try:
                connection.execute("INSERT INTO visit VALUES (1)")
            except psycopg.OperationalError:
                return acknowledged
            acknowledged += 1


def server_pid(folder: Path) -> int:
    return int((folder / "cluster" / "postmaster.pid").read_text().splitlines()[0])


def wait_until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < end, "it did not happen in 20 seconds"
        time.sleep(0.02)


def supervisor(folder: Path, way: str) -> subprocess.Popen[bytes]:
    order = [sys.executable, "-c", SUPERVISOR, str(folder), way]
    process = subprocess.Popen(order, stdout=subprocess.PIPE)
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    return process


def kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


def test_a_new_folder_becomes_a_checked_unicode_database_without_tcp(tmp_path: Path) -> None:
    with EmbeddedPostgres(tmp_path / "deep" / "pg", settings=FAST) as server:
        assert not server.has_died()
        assert ask(server, "SHOW listen_addresses") == ""
        assert ask(server, "SHOW data_checksums") == "on"
        assert ask(server, "SHOW server_encoding") == "UTF8"
        assert ask(server, "SHOW timezone") == "UTC"
        assert ask(server, "SHOW fsync") == "off"
        assert ask(server, "SELECT upper('é') || length('张三')") == "É2"
        tell(server, "CREATE EXTENSION pg_trgm")
        assert ask(server, "SELECT cardinality(show_trgm('张建国'))") == "4"
        assert server.socket_folder.stat().st_mode & 0o777 == 0o700
        assert server.data_folder.stat().st_mode & 0o777 == 0o700
    assert server.has_died()


def test_what_was_written_is_there_after_a_restart(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    for expected in ("0", "1", "2"):
        with server:
            tell(server, "CREATE TABLE IF NOT EXISTS visit (n int)")
            assert ask(server, "SELECT count(*) FROM visit") == expected
            tell(server, "INSERT INTO visit VALUES (1)")


def test_a_second_start_shares_the_server(folder: Path) -> None:
    with EmbeddedPostgres(folder) as first:
        pid = server_pid(folder)
        with EmbeddedPostgres(folder) as second:
            assert server_pid(folder) == pid
            assert second.url("a", "b") == first.url("a", "b")
        assert not first.has_died()
        assert ask(first, "SELECT 1") == "1"


def test_many_processes_may_start_at_once(folder: Path) -> None:
    order = [sys.executable, "-c", SUPERVISOR, str(folder), "tied"]
    crowd = [subprocess.Popen(order, stdout=subprocess.PIPE) for _ in range(3)]
    for process in crowd:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
    for process in crowd:
        kill(process)
    server = EmbeddedPostgres(folder)
    wait_until(server.has_died)
    with server:
        assert ask(server, "SELECT 1") == "1"


def test_starting_twice_is_refused_and_stopping_twice_is_not(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    server.start()
    with pytest.raises(EmbeddedPostgresError, match="already"):
        server.start()
    server.stop()
    server.stop()


def test_a_stale_pid_file_harms_no_stranger(
    folder: Path, stranger: subprocess.Popen[bytes]
) -> None:
    server = EmbeddedPostgres(folder)
    stale = f"{stranger.pid}\n{folder / 'cluster'}\n1\n5432\n{server.socket_folder}\n\n1 1\nready\n"
    (folder / "cluster" / "postmaster.pid").write_text(stale)
    (folder / "socket").mkdir()
    (folder / "socket" / ".s.PGSQL.5432.lock").write_text(stale)
    assert server.has_died()
    with server:
        assert ask(server, "SELECT 1") == "1"
    assert stranger.poll() is None


def test_every_acknowledged_row_survives_the_death_of_the_server(folder: Path) -> None:
    server = EmbeddedPostgres(folder)
    server.start()
    tell(server, "CREATE TABLE visit (n int)")
    threading.Timer(0.3, os.kill, (server_pid(folder), signal.SIGKILL)).start()
    acknowledged = write_until_it_fails(server)
    patience = time.monotonic() + 10  # its connections may hear of its end before its parent does
    while not server.has_died() and time.monotonic() < patience:
        time.sleep(0.05)
    assert server.has_died()
    server.stop()
    with server:
        assert int(ask(server, "SELECT count(*) FROM visit")) in {acknowledged, acknowledged + 1}


def test_the_server_ends_with_a_supervisor_that_is_killed(folder: Path) -> None:
    process = supervisor(folder, "tied")
    server = EmbeddedPostgres(folder)
    assert not server.has_died()
    kill(process)
    wait_until(server.has_died)
    assert "shut down" in (folder / "server.log").read_text()


def test_an_orphaned_server_is_adopted_and_ended_by_the_last_sharer(folder: Path) -> None:
    process = supervisor(folder, "untied")
    pid = server_pid(folder)
    kill(process)
    with EmbeddedPostgres(folder) as server:
        assert server_pid(folder) == pid
        assert ask(server, "SELECT 1") == "1"
    assert server.has_died()


def test_a_supervisor_that_blocks_signals_can_stop_the_server(folder: Path) -> None:
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        with EmbeddedPostgres(folder):
            start = time.monotonic()
        assert time.monotonic() - start < 10
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def test_a_half_made_cluster_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "cluster.new").mkdir()
    (tmp_path / "cluster.new" / "PG_VERSION").write_text("18\n")
    with EmbeddedPostgres(tmp_path, settings=FAST) as server:
        assert ask(server, "SELECT 1") == "1"
    assert not (tmp_path / "cluster.new").exists()


@pytest.mark.fault("S1")
def test_a_deep_folder_is_found_by_everybody(
    pristine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, other = tmp_path / ("d" * 100), tmp_path / "other"
    shutil.copytree(pristine, folder / "cluster")
    other.mkdir()
    with EmbeddedPostgres(folder) as server:
        assert ask(server, "SELECT 1") == "1"
        assert not server.socket_folder.is_relative_to(folder)
        assert server.socket_folder.stat().st_mode & 0o777 == 0o700
        monkeypatch.setattr(tempfile, "tempdir", str(other))
        with EmbeddedPostgres(folder) as sharer:
            assert ask(sharer, "SELECT 1") == "1"
    assert not server.socket_folder.exists()


@pytest.mark.fault("S1")
def test_a_long_temporary_folder_is_passed_over(
    pristine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ("d" * 100)
    shutil.copytree(pristine, folder / "cluster")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    with EmbeddedPostgres(folder) as server:
        assert ask(server, "SELECT 1") == "1"


@pytest.mark.fault("S2")
def test_a_user_without_a_name_can_create_a_cluster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = pwd.getpwnam("nobody")
    monkeypatch.setattr(pwd, "getpwall", lambda: [nobody])
    account = account_with_name(Account())
    assert account == Account(nobody.pw_uid, nobody.pw_gid, namespace=True)
    initdb = find_programs(None).path("initdb")
    order = [initdb, "-D", str(tmp_path / "cluster"), "-U", "postgres", "--no-sync"]
    with spawn(order, account, output=subprocess.DEVNULL) as creation:
        assert creation.wait() == 0


@pytest.mark.fault("X1")
def test_a_living_server_is_not_taken_for_dead_where_files_run_out(folder: Path) -> None:
    with EmbeddedPostgres(folder) as server:
        sharer = EmbeddedPostgres(folder)
        limits = resource.getrlimit(resource.RLIMIT_NOFILE)
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (3, limits[1]))
            assert not server.has_died()
            with pytest.raises(OSError, match="Too many open files"):
                sharer.has_died()
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, limits)


def test_a_wrong_setting_is_told_in_the_servers_words(folder: Path) -> None:
    server = EmbeddedPostgres(folder, settings={"shared_buffers": "lots"})
    with pytest.raises(EmbeddedPostgresError, match="shared_buffers"):
        server.start()
    assert server.has_died()
    with EmbeddedPostgres(folder):
        pass


def test_data_of_another_version_is_left_alone(folder: Path) -> None:
    (folder / "cluster" / "PG_VERSION").write_text("9\n")
    with pytest.raises(EmbeddedPostgresError, match="belongs to PostgreSQL 9"):
        EmbeddedPostgres(folder).start()


def test_named_programs_are_the_only_ones_considered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(PROGRAMS_SETTING, str(tmp_path))
    with pytest.raises(EmbeddedPostgresError, match=PROGRAMS_SETTING):
        find_programs(None)


def test_names_with_odd_letters_fit_in_an_address(tmp_path: Path) -> None:
    address = EmbeddedPostgres(tmp_path).url("o'neil@x", "sales floor")
    assert address.startswith("postgresql://o%27neil%40x@/sales%20floor?host=%2F")

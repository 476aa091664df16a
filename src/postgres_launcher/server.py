"""A PostgreSQL server in a folder of its own.

One folder holds everything: `cluster` (the data), `socket` (no TCP), `server.log` and two lock
files.  The server is a direct child and ends with this process, even when that is killed.  Several
processes may start the same folder: the first one runs the server, the others share it.  Only the
folder's owner can reach the socket, so the person who reaches it may be any database user.
"""

import fcntl
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Final, Self
from urllib.parse import quote

from postgres_launcher.programs import (
    Account,
    EmbeddedPostgresError,
    Programs,
    account_with_name,
    find_account,
    find_programs,
    spawn,
)

__all__ = ["EmbeddedPostgres", "EmbeddedPostgresError"]

SUPERUSER: Final = "postgres"
SOCKET_NAME: Final = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH: Final = 107
STOP_SECONDS: Final = 30.0
RECOVERY_SECONDS: Final = 600.0
LOG_BYTES: Final = 1_000_000
BUILTIN_LOCALE_SINCE: Final = 17
ASYNC_IO_SINCE: Final = 18
PID_FILE_SOCKET_LINE: Final = 5
PID_FILE_STATUS_LINE: Final = 8
SHORT_FOLDERS: Final = (Path("/tmp"), Path("/var/tmp"), Path("/dev/shm"))  # noqa: S108 - 0700 below

# Quiet and small.  Refusals by constraints are everyday events and name people, so the server
# logs only its own life; errors reach the program that caused them.
DEFAULT_SETTINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "jit": "off",
        "log_checkpoints": "off",
        "log_error_verbosity": "terse",
        "log_min_error_statement": "panic",
        "log_min_messages": "log",
        "log_timezone": "UTC",
        "max_connections": "100",
        "shared_buffers": "64MB",
        "timezone": "UTC",
        "update_process_title": "off",
    }
)


class EmbeddedPostgres:
    """A PostgreSQL server in a folder of its own."""

    def __init__(
        self, data_folder: Path, *, settings: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Name the folder and further server settings, for tests say `{"fsync": "off"}`."""
        self.data_folder = data_folder.resolve()
        self.settings = dict(settings)
        self._cluster = self.data_folder / "cluster"
        self._child: subprocess.Popen[bytes] | None = None
        self._share: int | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def socket_folder(self) -> Path:
        """Where clients connect: libpq's `host`, as the running server's pid file says it."""
        lines = self._pid_file_lines()
        if len(lines) >= PID_FILE_SOCKET_LINE and self._server_pid() is not None:
            told = lines[PID_FILE_SOCKET_LINE - 1].strip()
            if told:
                return Path(told)
        return self._new_socket_folder

    @cached_property
    def _new_socket_folder(self) -> Path:
        """Where the next server puts its socket: in the data folder, unless that path is too long."""
        near = self.data_folder / "socket"
        name = f"postgres-{hashlib.sha256(os.fsencode(self.data_folder)).hexdigest()[:16]}"
        for folder in (near, *(place / name for place in _temporary_folders())):
            if len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
                return folder
        raise EmbeddedPostgresError(
            f"the path {near} is too long for a socket, and no temporary folder is shorter"
        )

    @property
    def programs(self) -> Programs:
        """The programs that fit this folder's data, for instance to run `pg_dump`."""
        version_file = self._cluster / "PG_VERSION"
        made_by = int(version_file.read_text(encoding="ascii")) if version_file.exists() else None
        return find_programs(made_by)

    def url(self, user: str, database: str) -> str:
        """The libpq address of a database for one of its users."""
        host = quote(str(self.socket_folder), safe="")
        return f"postgresql://{quote(user, safe='')}@/{quote(database, safe='')}?host={host}"

    def has_died(self) -> bool:
        """Whether the server is gone for certain; our own child needs no open file to be asked.

        :raises OSError: it cannot be found out, for instance because too many files are open.
        """
        if self._child is not None:
            return self._child_has_ended()
        return self._server_pid() is None

    def start(self) -> None:
        """Serve the folder, or share the server that already does; return when it answers."""
        if not Path("/proc/self").exists():
            raise EmbeddedPostgresError("only Linux is served; name a server in DATABASE_URL")
        if self._share is not None:
            raise EmbeddedPostgresError("this server was started already")
        self._make_data_folder()
        with self._locked():
            while not self._share_running_server():
                programs = self.programs
                account = find_account(self.data_folder, programs)
                self._prepare(programs, account)
                self._run_server(programs, account)
                self._wait_until_ready()
            self._share = self._open("sharers")
            fcntl.flock(self._share, fcntl.LOCK_SH)

    def stop(self) -> None:
        """Stop our own server, or an orphan that nobody else shares; harmless when repeated."""
        if self._share is None:
            return
        with self._locked():
            if self._child is not None:
                self._end_child()
            elif self._is_last_sharer() and (pid := self._server_pid()) is not None:
                self._end(pid, lambda: self._server_pid() is None)
            os.close(self._share)
            self._share = None

    def _make_data_folder(self) -> None:
        try:
            self.data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            if os.geteuid() in {0, self.data_folder.stat().st_uid}:
                self.data_folder.chmod(0o700)
                return
        except OSError as error:
            raise EmbeddedPostgresError(f"cannot use {self.data_folder}: {error}") from error
        raise EmbeddedPostgresError(f"{self.data_folder} belongs to another user")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Let one process at a time start or stop the server of this folder."""
        lock = self._open("lock")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _open(self, name: str) -> int:
        """Open a file of ours in the data folder, for the folder's owner even when we are root."""
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
        opened = os.open(self.data_folder / name, flags, 0o600)
        if os.geteuid() == 0:
            facts = self.data_folder.stat()
            os.fchown(opened, facts.st_uid, facts.st_gid)
        return opened

    def _is_last_sharer(self) -> bool:
        if self._share is None:
            return False
        try:
            fcntl.flock(self._share, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    # What runs now

    def _pid_file_lines(self) -> list[str]:
        with suppress(FileNotFoundError):
            text = (self._cluster / "postmaster.pid").read_text(encoding="utf-8", errors="replace")
            return text.splitlines()
        return []

    def _server_pid(self) -> int | None:
        """The process in the pid file, if it is truly the server of this folder."""
        lines = self._pid_file_lines()
        pid = int(lines[0]) if lines and lines[0].isdecimal() else 0
        return pid if pid and self._serves_this_folder(pid) else None

    def _serves_this_folder(self, pid: int) -> bool:
        """Pids are used again, so ask the process itself: program, life and working folder."""
        process = Path("/proc", str(pid))
        try:
            program = (process / "exe").readlink().name.removesuffix(" (deleted)")
            state = (process / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
            at_home = (process / "cwd").samefile(self._cluster)
        except (FileNotFoundError, PermissionError, ProcessLookupError):
            return False
        return program == "postgres" and state not in "ZX" and at_home

    def _processes(self) -> list[int]:
        """Every server process on this folder, among them those that outlive their parent."""
        pids = (int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal())
        return [pid for pid in pids if self._serves_this_folder(pid)]

    # Before it runs

    def _prepare(self, programs: Programs, account: Account) -> None:
        """Leave a complete cluster and socket folder, and nothing from an earlier server."""
        self._wait_for(lambda: not self._processes(), "the last server's processes do not end")
        if not self._cluster.exists():
            self._create_cluster(programs, account)
        self._give(self._cluster, account)
        self._prepare_socket_folder(account)
        # Nobody serves the folder, so these name a dead process, or a stranger with its number.
        (self._cluster / "postmaster.pid").unlink(missing_ok=True)
        (self._new_socket_folder / f"{SOCKET_NAME}.lock").unlink(missing_ok=True)

    def _create_cluster(self, programs: Programs, account: Account) -> None:
        """Create beside, then rename: a half-made cluster is never mistaken for a whole one."""
        new = self.data_folder / "cluster.new"
        shutil.rmtree(new, ignore_errors=True)
        order = [programs.path("initdb"), "-D", str(new), "-U", SUPERUSER, "-E", "UTF8"]
        order += [
            "--auth-local=trust",
            "--auth-host=reject",
            "--data-checksums",
            "--no-instructions",
        ]
        order += ["--locale=C.UTF-8"]
        if programs.version >= BUILTIN_LOCALE_SINCE:  # sorts the same on every machine, for ever
            order.append("--locale-provider=builtin")
        if self.settings.get("fsync") == "off":
            order.append("--no-sync")
        creator = account_with_name(account)
        with spawn(order, creator, output=subprocess.PIPE) as creation:
            said = creation.communicate()[0].decode(errors="replace").strip()
        if creation.returncode != 0:
            shutil.rmtree(new, ignore_errors=True)
            reason = said.rpartition("\n")[2]
            raise EmbeddedPostgresError(f"no database could be created in {new}: {reason}")
        new.rename(self._cluster)
        folder = os.open(self.data_folder, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    def _give(self, folder: Path, account: Account) -> None:
        """Hand a folder to the server's user, unless it is theirs."""
        owner = account.file_owner
        if folder.stat().st_uid != owner[0]:
            for parent, folders, files in os.walk(folder):
                for name in [*folders, *files]:
                    os.chown(Path(parent, name), *owner, follow_symlinks=False)
            os.chown(folder, *owner)

    def _prepare_socket_folder(self, account: Account) -> None:
        folder = self._new_socket_folder
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        facts = folder.lstat()
        trusted = folder.parent == self.data_folder or facts.st_uid in {
            os.geteuid(),
            account.file_owner[0],
        }
        if not (trusted and stat.S_ISDIR(facts.st_mode)):
            raise EmbeddedPostgresError(f"{folder} is in the way and belongs to another user")
        self._give(folder, account)
        folder.chmod(0o700)

    # While it runs

    def _run_server(self, programs: Programs, account: Account) -> None:
        settings = {**DEFAULT_SETTINGS, "listen_addresses": "", "unix_socket_permissions": "0700"}
        if programs.version >= ASYNC_IO_SINCE:
            settings["io_method"] = "sync"  # three processes fewer
        settings.update(self.settings)
        order = [
            programs.path("postgres"),
            "-D",
            str(self._cluster),
            "-k",
            str(self._new_socket_folder),
        ]
        for name, value in settings.items():
            order += ["-c", f"{name}={value}"]
        log = self.data_folder / "server.log"
        if log.exists() and log.stat().st_size > LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        with os.fdopen(self._open(log.name), "ab") as output:
            self._child = spawn(order, account, output=output, tied=True)

    def _share_running_server(self) -> bool:
        """Whether the folder is served; one that is starting or stopping is waited for."""

        def is_settled() -> bool:
            return self._server_pid() is None or self._is_ready()

        self._wait_for(
            is_settled, "the running server gets neither ready nor ends", RECOVERY_SECONDS
        )
        return self._server_pid() is not None

    def _wait_until_ready(self) -> None:
        """Wait for the server's own word in its pid file; recovery may take its time."""
        try:
            self._wait_for(self._is_ready, "the server does not get ready", RECOVERY_SECONDS)
        except BaseException:
            self._end_child()
            raise

    def _is_ready(self) -> bool:
        if self._child is not None and self._child_has_ended():
            log = (self.data_folder / "server.log").read_text(encoding="utf-8", errors="replace")
            last = "\n".join(log.splitlines()[-12:])
            raise EmbeddedPostgresError(f"the database server did not start:\n{last}")
        lines = self._pid_file_lines()
        told = len(lines) >= PID_FILE_STATUS_LINE and lines[PID_FILE_STATUS_LINE - 1].strip()
        return told == "ready" and (self._child is None or lines[0] == str(self._child.pid))

    def _child_has_ended(self) -> bool:
        return self._child is None or self._child.poll() is not None

    def _end_child(self) -> None:
        if self._child is not None:
            self._end(self._child.pid, self._child_has_ended)
            self._child = None
            if self._new_socket_folder.parent != self.data_folder:
                with suppress(OSError):
                    self._new_socket_folder.rmdir()

    def _end(self, pid: int, has_ended: Callable[[], bool]) -> None:
        """Ask politely, then firmly; the write-ahead log makes either safe."""
        for request in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if has_ended():
                return
            with suppress(ProcessLookupError):
                os.kill(pid, request)
            with suppress(EmbeddedPostgresError):
                self._wait_for(has_ended, "the server does not stop")
                return
        raise EmbeddedPostgresError(f"the database server, process {pid}, cannot be stopped")

    def _wait_for(
        self, done: Callable[[], bool], otherwise: str, seconds: float = STOP_SECONDS
    ) -> None:
        end = time.monotonic() + seconds
        while not done():
            if time.monotonic() > end:
                raise EmbeddedPostgresError(f"{otherwise} ({self.data_folder})")
            time.sleep(0.01)


def _temporary_folders() -> Iterator[Path]:
    """Yield places for a socket whose path is short, those we may write to."""
    for folder in (Path(tempfile.gettempdir()), *SHORT_FOLDERS):
        if os.access(folder, os.W_OK | os.X_OK):
            yield folder

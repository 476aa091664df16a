"""Having a database to serve from: started, created, migrated only when something changed."""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psycopg

from postgres_launcher import EmbeddedPostgres
from salesfloor.app import database

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME: Final = "salesfloor"
_SOURCE: Final = Path(__file__).resolve().parents[1]
_OTHERS: Final = ("django", "django-allauth")
_TURN: Final = 0x5A1E5F
"""Key of the lock under which one process at a time migrates."""


@dataclass(frozen=True)
class Place:
    """Where the data are: our own server in the data folder, or one named by the operator."""

    url: str
    """Logs in as somebody who may migrate."""
    server: EmbeddedPostgres | None = None

    @cached_property
    def serving(self) -> tuple[str, str]:
        """The address and the role to serve with: no more rights than the product needs."""
        if self.server is not None:
            return self.server.url(database.APP_ROLE, NAME), ""
        return self.url, database.APP_ROLE


@contextmanager
def data_place(folder: Path) -> Iterator[Place]:
    """Yield the database of the installation; the embedded server runs as long as it is used."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield Place(given)
        return
    with EmbeddedPostgres(folder / "postgres") as server:
        database.create(server.url("postgres", "postgres"), NAME)
        yield Place(server.url("postgres", NAME), server)


def stamp() -> str:
    """Return what the schema is made of, in one hash: our migrations, our SQL, others' versions."""
    digest = hashlib.sha256(database.GRANTS.encode())
    for pattern in ("*/*/migrations/*.py", "*/*/sql/*.sql"):
        for path in sorted(_SOURCE.glob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    for package in _OTHERS:
        digest.update(f"{package} {version(package)}".encode())
    return digest.hexdigest()


def is_up_to_date(url: str) -> bool:
    """Tell whether the database was migrated by exactly these files."""
    with psycopg.connect(url, autocommit=True, prepare_threshold=None) as connection:
        found = connection.execute("SELECT to_regclass('public.installation')").fetchone()
        if found is None or found[0] is None:
            return False
        row = connection.execute("SELECT value FROM installation WHERE name = 'schema'").fetchone()
    return row is not None and row[0] == stamp()


def make_ready(place: Place) -> bool:
    """Set Django up on the database, migrated; return whether it was found empty.

    Nothing is looked at again when the stamp fits, so a second start takes seconds. The log-in
    that migrates is in force afterwards; `serve` gives it up.

    :raises LaterVersionError: a later version made the schema; nothing is changed.
    """
    url, role = place.serving
    if is_up_to_date(place.url):
        database.set_up_django(url, role=role)
        return False
    with psycopg.connect(place.url, autocommit=True, prepare_threshold=None) as turn:
        turn.execute("SELECT pg_advisory_lock(%s)", (_TURN,))
        database.set_up_django(place.url)
        if not is_up_to_date(place.url):
            database.check_version(place.url)
            database.migrate()
            if place.server is not None:
                turn.execute(f"ALTER ROLE {database.APP_ROLE} LOGIN".encode())
            turn.execute(
                "INSERT INTO installation VALUES ('schema', %s)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (stamp(),),
            )
        empty = turn.execute("SELECT NOT EXISTS (SELECT FROM people_site)").fetchone()
    return empty is not None and bool(empty[0])


def serve(place: Place) -> None:
    """Let Django go on with no more rights than serving needs."""
    url, role = place.serving
    database.serve_from(url, role=role)


@contextmanager
def installation(folder: Path) -> Iterator[Place]:
    """Yield the database, migrated, with Django serving from it."""
    with data_place(folder) as place:
        make_ready(place)
        serve(place)
        yield place


def set_clock(place: Place, mode: str, ahead_seconds: float = 0) -> None:
    """Say what clock the registers go by, as the one who migrates."""
    with psycopg.connect(place.url, autocommit=True, prepare_threshold=None) as connection:
        connection.execute(
            "UPDATE register.clock SET mode = %s, ahead = make_interval(secs => %s)",
            (mode, ahead_seconds),
        )


def clock_mode(place: Place) -> str:
    """Return what clock the registers go by: `real`, `demo` or `script`."""
    with psycopg.connect(place.url, autocommit=True, prepare_threshold=None) as connection:
        row = connection.execute("SELECT mode FROM register.clock").fetchone()
    return row[0] if row else "real"

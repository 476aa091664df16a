"""Making a database ready: create it, migrate it, hand the rights out."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import psycopg
from psycopg import sql

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

APP_ROLE: Final = "salesfloor_app"
_OF_DJANGO: Final = frozenset({"server_side_binding", "cursor_factory", "prepare_threshold"})
VERIFY_ROLE: Final = "salesfloor_verify"
ROLES: Final = ("salesfloor_owner", APP_ROLE, VERIFY_ROLE)

GRANTS: Final = """
    GRANT USAGE ON SCHEMA public TO salesfloor_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO salesfloor_app;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO salesfloor_app;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO salesfloor_app;
    GRANT SELECT ON ALL TABLES IN SCHEMA public TO salesfloor_verify;
    GRANT USAGE ON SCHEMA public TO salesfloor_verify;
    REVOKE UPDATE, DELETE, TRUNCATE ON rulebook_evidence FROM salesfloor_app;
    CREATE TABLE IF NOT EXISTS installation (name text PRIMARY KEY, value text NOT NULL);
    REVOKE INSERT, UPDATE, DELETE ON installation FROM salesfloor_app;
    GRANT SELECT ON installation TO salesfloor_app;
"""


_TABLES: Final = """
    SELECT tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
"""
_MIGRATED: Final = "SELECT app, name FROM django_migrations"
_OURS: Final = frozenset({"django_migrations", "people_site", "people_staff", "installation"})
_ANYBODY: Final = """
    SELECT EXISTS (SELECT FROM people_site) OR EXISTS (SELECT FROM people_staff)
        OR EXISTS (SELECT FROM installation)
"""
"""An installation that was served is marked, also while nobody is in it yet."""


class LaterVersionError(Exception):
    """The data were written by a later version of the product than this one."""


def create(server_url: str, name: str) -> None:
    """Create a database of that name on the server, unless it is there."""
    with psycopg.connect(server_url, autocommit=True, prepare_threshold=None) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,))
        if found.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def drop(server_url: str, name: str) -> None:
    """Drop a throw-away database."""
    with psycopg.connect(server_url, autocommit=True, prepare_threshold=None) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def set_up_django(url: str, *, role: str = "") -> None:
    """Start Django on that database; settings are read from the environment."""
    os.environ["DATABASE_URL"] = url
    os.environ["SALESFLOOR_DATABASE_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salesfloor.app.settings")
    import django  # noqa: PLC0415 - after the environment

    django.setup()


def serve_from(url: str, *, role: str = "") -> None:
    """Let Django go on with another log-in to the database it was set up on."""
    from django.db import connections  # noqa: PLC0415

    from salesfloor.app.settings import database_from  # noqa: PLC0415

    connections.close_all()
    del connections["default"]
    connections.databases["default"].update(database_from(url, role=role))


def connection_parameters() -> dict[str, Any]:
    """Return how a connection of one's own is made to the database Django serves from."""
    from django.db import connections  # noqa: PLC0415

    settings = connections.databases["default"]
    named = {
        "host": settings["HOST"],
        "port": settings["PORT"],
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        **{name: value for name, value in settings["OPTIONS"].items() if name not in _OF_DJANGO},
    }
    given = {name: value for name, value in named.items() if value}
    return {**given, "autocommit": True, "prepare_threshold": None}


def check_version(url: str) -> None:
    """Refuse a database whose schema a later version made (case 49); Django is set up.

    A module that is given up takes its rows out of `django_migrations` by its last migration.

    :raises LaterVersionError: it was migrated by files that this version does not have.
    """
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415

    with psycopg.connect(url, autocommit=True, prepare_threshold=None) as connection:
        if connection.execute("SELECT to_regclass('django_migrations')").fetchone() == (None,):
            return
        done = {(app, name) for app, name in connection.execute(_MIGRATED)}
    files = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    known = {*files, *(replaced for file in files.values() for replaced in file.replaces)}
    later = sorted(f"{app} {name}" for app, name in done - known)
    if later:
        raise LaterVersionError(
            f"a later version wrote these data ({later[-1]}); start that version, or a still later one"
        )


def migrate() -> None:
    """Bring the schema up to date and hand the rights out; run as the migrating user."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    call_command("migrate", verbosity=0, interactive=False)
    with connection.cursor() as cursor:
        cursor.execute(GRANTS)


def is_in_use() -> bool:
    """Tell whether the database holds anything but what an earlier, empty run of ours left."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        tables = {name for (name,) in cursor.fetchall()}
        if not tables:
            return False
        if not tables >= _OURS:
            return True
        cursor.execute(_ANYBODY)
        found = cursor.fetchone()
    return bool(found and found[0])


def live_clock() -> datetime | None:
    """Return what the registers' clock says now; None where they go by the script's."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT register.now(clock_timestamp()) FROM register.clock WHERE mode <> 'script'"
        )
        row = cursor.fetchone()
    return None if row is None else row[0]


def set_clock(mode: str, ahead_seconds: float = 0) -> None:
    """Say what clock the registers go by: `real`, `demo` (so far ahead), or the `script`'s."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE register.clock SET mode = %s, ahead = make_interval(secs => %s)",
            (mode, ahead_seconds),
        )


@contextmanager
def as_app() -> Iterator[None]:
    """Carry on with no more rights than the product has while it serves."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(APP_ROLE)))
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")

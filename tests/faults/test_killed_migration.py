"""A migration is killed half way: no half schema, and the next start goes on with it (case 49)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from salesfloor.app import database, preparing

if TYPE_CHECKING:
    from collections.abc import Iterator

MIGRATES: Final = (
    "import sys; from salesfloor.app import preparing;"
    " preparing.make_ready(preparing.Place(sys.argv[1]))"
)
HALF_WAY: Final = 60
"""So many migrations are done when the process is killed."""
PATIENCE: Final = 120.0
_SCHEMA: Final = """
    SELECT table_schema || '.' || table_name || '.' || column_name || ' ' || data_type
    FROM information_schema.columns WHERE table_schema IN ('public', 'register')
    UNION ALL
    SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace IN ('public'::regnamespace, 'register'::regnamespace)
    UNION ALL
    SELECT indexdef FROM pg_indexes WHERE schemaname IN ('public', 'register')
"""


@pytest.fixture
def address(test_server: str) -> Iterator[str]:
    """Return the address of an empty database on the run's server."""
    name = f"killed_half_way_{os.getpid()}"
    server = urlsplit(test_server)
    keeper = urlunsplit(server._replace(path="/postgres"))
    database.create(keeper, name)
    yield urlunsplit(server._replace(path=f"/{name}"))
    database.drop(keeper, name)


def migrating(address: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", MIGRATES, address])


def done(address: str) -> int:
    with psycopg.connect(address, autocommit=True) as asked:
        there = asked.execute("SELECT to_regclass('django_migrations')").fetchone()
        if there is None or there[0] is None:
            return 0
        row = asked.execute("SELECT count(*) FROM django_migrations").fetchone()
    return row[0] if row else 0


def schema(rows: Any) -> set[str]:
    return {text for (text,) in rows}


@pytest.mark.case(49)
@pytest.mark.django_db
def test_a_migration_killed_half_way_leaves_no_half_schema(address: str) -> None:
    process = migrating(address)
    limit = time.monotonic() + PATIENCE
    while done(address) < HALF_WAY and process.poll() is None and time.monotonic() < limit:
        time.sleep(0.02)
    process.kill()
    process.wait(PATIENCE)

    # Nothing serves from it: the stamp is written last, by who finished.
    assert HALF_WAY <= done(address) < len(MigrationLoader(None).disk_migrations or ())
    assert not preparing.is_up_to_date(address)

    assert migrating(address).wait(PATIENCE) == 0
    assert preparing.is_up_to_date(address)
    with psycopg.connect(address, autocommit=True) as asked:
        found = schema(asked.execute(_SCHEMA).fetchall())
    with connection.cursor() as cursor:
        cursor.execute(_SCHEMA)
        assert found == schema(cursor.fetchall())

"""What every test stands on: one throw-away server, and no more rights than the product has.

The schema is made once a run, by the server's superuser. From then on every connection takes on
the role the product serves with, so what a test may do the product may do. The registers go by
the clock of the person who acts, as in a day script.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.test import TransactionTestCase

from postgres_launcher import EmbeddedPostgres
from salesfloor.app import database
from salesfloor.app.settings import database_from
from salesfloor.app.throwaway import CARELESS
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import Settings
    from pytest_django.plugin import DjangoDbBlocker

SERVER: Final = "SALESFLOOR_TEST_SERVER"
"""Where the controller of parallel workers tells them of the one server."""
PLAIN_FILES: Final = "django.contrib.staticfiles.storage.StaticFilesStorage"
at_the_end: Final = ExitStack()


def pytest_configure(config: pytest.Config) -> None:
    """Make passwords cheap, name static files plainly; start the server before workers do."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": PLAIN_FILES}
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        os.environ[SERVER] = at_the_end.enter_context(_running_server())
        at_the_end.callback(os.environ.pop, SERVER)


def pytest_unconfigure() -> None:
    """Stop what was started."""
    at_the_end.close()


@contextmanager
def _running_server() -> Iterator[str]:
    """Yield the address of a server that may be spoilt: one of our own, or `DATABASE_URL`'s."""
    known = os.environ.get(SERVER) or os.environ.get("DATABASE_URL")
    if known:
        yield known
        return
    with (
        tempfile.TemporaryDirectory(prefix="salesfloor-tests-") as folder,
        EmbeddedPostgres(Path(folder) / "postgres", settings=CARELESS) as server,
    ):
        yield server.url("postgres", "salesfloor")


@pytest.fixture(scope="session")
def test_server() -> Iterator[str]:
    """Return the address of the run's server, with the rights to do anything on it."""
    with _running_server() as url:
        yield url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(test_server: str, request: pytest.FixtureRequest) -> None:
    """Let Django make its test database on that server, then name it after a parallel worker."""
    connections.databases["default"].update(database_from(test_server))
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, monkeypatch_run: pytest.MonkeyPatch
) -> Iterator[None]:
    """Hand the rights out, then go on with those of the product alone."""
    options = connections.databases["default"]["OPTIONS"]
    with django_db_blocker.unblock():
        database.migrate()
        database.set_clock("script")
        cleaner = Cleaner()
        connections.close_all()
    monkeypatch_run.setattr(TransactionTestCase, "_fixture_teardown", cleaner.clean)
    monkeypatch_run.setitem(options, "options", f"{options['options']} -c role={database.APP_ROLE}")
    yield
    monkeypatch_run.undo()
    connections.close_all()


@pytest.fixture(scope="session")
def monkeypatch_run() -> Iterator[pytest.MonkeyPatch]:
    """Return what changes things for the whole run."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


class Cleaner:
    """Empties the database after a test that committed; nobody but a superuser could.

    The registers' guards stand in the way of everybody, so they are taken off and put back in
    the one transaction that empties the tables. What the migrations put in stays; numbers run
    on, so that nothing remembered by its number comes back as something else.
    """

    def __init__(self) -> None:
        """Look at the database as the migrations left it."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                " WHERE schemaname IN ('public', 'register')"
            )
            tables = [name for (name,) in cursor.fetchall()]
            self.tables = [name for name in tables if name not in _filled(cursor, tables)]
            cursor.execute(
                "SELECT format('%I.%I', n.nspname, c.relname), quote_ident(t.tgname)"
                " FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
                " JOIN pg_namespace n ON n.oid = c.relnamespace"
                " WHERE n.nspname = 'register' AND t.tgenabled = 'A' AND NOT t.tgisinternal"
            )
            self.guards = cursor.fetchall()

    def clean(self, *_: Any) -> None:  # noqa: ANN401 - the test case it is a method of
        """Leave the database as it was before the first test."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE NONE")
            filled = _filled(cursor, self.tables)
            if not filled:
                return
            for table, guard in self.guards:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {guard}")
            cursor.execute(f"TRUNCATE {', '.join(filled)} CASCADE")
            for table, guard in self.guards:
                cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {guard}")


def _filled(cursor: Any, tables: list[str]) -> list[str]:  # noqa: ANN401 - Django's own wrapper
    # The names come from the catalogue, quoted by the server.
    looks = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in tables)  # noqa: S608
    cursor.execute(" UNION ALL ".join(looks))
    return [name for (name,) in cursor.fetchall()]


@pytest.fixture
def floor(db: None) -> Floor:
    """Return a site with its people, open for the day; nobody has signed in yet."""
    return Floor()


@pytest.fixture
def own_storage(settings: Settings, tmp_path: Path) -> Path:
    """Return the folder in which this test keeps its files."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path

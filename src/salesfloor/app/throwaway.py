"""A database for one run, gone afterwards: what-ifs, tests, day scripts on trial."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from salesfloor.app import database
from salesfloor.app.embedded import EmbeddedPostgres

if TYPE_CHECKING:
    from collections.abc import Iterator

CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
}
"""Settings of a server whose data nobody will miss."""


@contextmanager
def throwaway_database() -> Iterator[str]:
    """Yield the address of an empty database; on `DATABASE_URL`'s server where one is named."""
    given = os.environ.get("DATABASE_URL")
    name = f"salesfloor_trial_{os.getpid()}"
    if given:
        database.create(given, name)
        try:
            yield urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
        finally:
            database.drop(given, name)
        return
    with (
        tempfile.TemporaryDirectory(prefix="salesfloor-") as folder,
        EmbeddedPostgres(Path(folder) / "postgres", settings=CARELESS) as server,
    ):
        database.create(server.url("postgres", "postgres"), name)
        yield server.url("postgres", name)

"""A database for one run, gone afterwards: what-ifs, tests, day scripts on trial."""

from __future__ import annotations

import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from postgres_launcher import EmbeddedPostgres
from salesfloor.app import database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "track_counts": "off",
}
"""Settings of a server whose data nobody will miss."""


@contextmanager
def throwaway_database(meanwhile: Callable[[str], None]) -> Iterator[str]:
    """Yield the address of an empty database; on `DATABASE_URL`'s server where one is named.

    `meanwhile` is told the address as soon as it is known, and done before anything is yielded:
    a program loads while its database is being made.
    """
    given = os.environ.get("DATABASE_URL")
    if given:
        name = f"salesfloor_trial_{os.getpid()}"
        database.create(given, name)
        address = urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
        try:
            meanwhile(address)
            yield address
        finally:
            database.drop(given, name)
        return
    with (
        tempfile.TemporaryDirectory(prefix="salesfloor-") as folder,
        ThreadPoolExecutor(1) as beside,
    ):
        server = EmbeddedPostgres(Path(folder) / "postgres", settings=CARELESS)
        address = server.url("postgres", "postgres")
        loaded = beside.submit(meanwhile, address)
        with server:
            loaded.result()
            yield address

"""A PostgreSQL server that belongs to one data folder: created, started, shared, watched, stopped.

    with EmbeddedPostgres(Path("data/postgres")) as server:
        psycopg.connect(server.url("postgres", "postgres"))

The package knows nothing of what is kept in the database.
"""

from postgres_launcher.programs import EmbeddedPostgresError, find_programs
from postgres_launcher.server import EmbeddedPostgres

__all__ = ["EmbeddedPostgres", "EmbeddedPostgresError", "find_programs"]

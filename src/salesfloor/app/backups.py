"""`salesfloor backup` and `restore`: one file with everything that cannot be made again.

The file is a tar archive: `manifest.json` (when, which product, how many lines each book had and
its last hash), `database.dump` (`pg_dump`'s own format) and `documents/`. No secret key is in it:
a restored installation makes its own. Nobody is logged in after a restore: who was locked out or given
a new password since the backup does not come back by a session of that time.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from postgres_launcher import find_programs
from salesfloor.app import database

if TYPE_CHECKING:
    from salesfloor.app.preparing import Place

MANIFEST, DUMP, DOCUMENTS = "manifest.json", "database.dump", "documents"
_FORMAT: Final = 1
_BOOKS: Final = "SELECT name, lines, encode(head, 'hex') FROM register.book ORDER BY name"


class BackupError(Exception):
    """No backup could be made or taken back; nothing was changed."""


def backup(place: Place, documents: Path, target: Path) -> int:
    """Write everything into a new file; return how many books are in it."""
    partial = target.with_name(target.name + ".part")
    with tempfile.TemporaryDirectory(prefix="salesfloor-backup-", dir=target.parent) as folder:
        dump = Path(folder) / DUMP
        books = _dump(place, dump)
        manifest = {
            "format": _FORMAT,
            "product": version("salesfloor"),
            "made_at": datetime.now(UTC).isoformat(),
            "books": books,
            "dump_sha256": _digest(dump),
        }
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file, tarfile.open(fileobj=file, mode="w") as archive:
            _add_bytes(archive, MANIFEST, json.dumps(manifest, indent=1).encode())
            archive.add(dump, DUMP)
            if documents.is_dir():
                archive.add(documents, DOCUMENTS)
        partial.replace(target)
    return len(books)


def _dump(place: Place, target: Path) -> list[dict[str, Any]]:
    """Dump one moment of the database, and say how long each book was at that very moment."""
    with psycopg.connect(place.url, prepare_threshold=None) as connection:
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
        books = _books(connection)
        if snapshot is None:
            raise BackupError("the database gives no snapshot")
        _call(place, "pg_dump", f"--snapshot={snapshot[0]}", "-Fc", "-f", str(target), place.url)
    return books


def _books(connection: psycopg.Connection[Any]) -> list[dict[str, Any]]:
    """Return each book's length and last hash."""
    rows = connection.execute(_BOOKS).fetchall()
    return [{"book": name, "lines": lines, "head": head} for name, lines, head in rows]


def read_manifest(source: Path) -> dict[str, Any]:
    """Return what a backup says of itself.

    :raises BackupError: where it is none of ours.
    """
    try:
        with tarfile.open(source) as archive:
            member = archive.extractfile(MANIFEST)
            manifest = json.load(member) if member else None
    except (OSError, KeyError, tarfile.TarError, ValueError) as error:
        raise BackupError(f"{source} is no backup: {error}") from error
    if not isinstance(manifest, dict) or manifest.get("format") != _FORMAT:
        raise BackupError(f"{source} is no backup that this version reads")
    if not isinstance(manifest.get("books"), list):
        raise BackupError(f"{source} is no backup: it names no books")
    return manifest


def restore(place: Place, documents: Path, source: Path) -> str:
    """Put a backup in the place of what is there; return the name under which that is kept.

    The restored registers begin with an epoch line that names the last line of every book
    (case 58). Nobody may be working meanwhile.

    :raises BackupError: where somebody is connected, the file is none of ours, or what is in it
        is not what its manifest says.
    :raises LaterVersionError: a later version made the backup; nothing is changed.
    """
    manifest = read_manifest(source)
    name = urlsplit(place.url).path.lstrip("/")
    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    new, kept = f"{name}_new_{stamp}", f"{name}_before_{stamp}"
    server = _beside(place.url, "postgres")
    _check_nobody_works(server, name)
    with tempfile.TemporaryDirectory(prefix="salesfloor-restore-") as folder:
        _unpack(source, Path(folder))
        _check_dump(manifest, Path(folder) / DUMP)
        database.create(server, new)
        try:
            _fill(place, _beside(place.url, new), Path(folder) / DUMP)
            _check_books(manifest, _beside(place.url, new))
            database.set_up_django(place.url)
            database.check_version(_beside(place.url, new))
            _end_sessions(_beside(place.url, new))
            fresh = _copied(Path(folder) / DOCUMENTS, documents, new)
        except BaseException:
            database.drop(server, new)
            raise
        _swap(server, name=name, new=new, kept=kept)
        _take_documents(fresh, documents, kept)
    begin_epoch(place, source.name)
    return kept


def _unpack(source: Path, folder: Path) -> None:
    try:
        with tarfile.open(source) as archive:
            archive.extractall(folder, filter="data")
    except (OSError, tarfile.TarError) as error:
        raise BackupError(f"{source} is broken: {error}") from error


def _check_dump(manifest: dict[str, Any], dump: Path) -> None:
    expected = manifest.get("dump_sha256")  # older backups say nothing of it
    if not dump.is_file() or (expected is not None and _digest(dump) != expected):
        raise BackupError("the dump is not the one that the manifest names; nothing was changed")


def _check_books(manifest: dict[str, Any], url: str) -> None:
    """Hold every restored book against its length and last hash at the moment of the backup."""
    with psycopg.connect(url, autocommit=True, prepare_threshold=None) as connection:
        restored = _books(connection)
    for expected in manifest["books"]:
        if expected not in restored:
            raise BackupError(
                f"the book {expected['book']} is not as the manifest says; nothing was changed"
            )
    if len(restored) != len(manifest["books"]):
        raise BackupError("there are more books than the manifest names; nothing was changed")


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _fill(place: Place, url: str, dump: Path) -> None:
    with psycopg.connect(url, autocommit=True, prepare_threshold=None) as connection:
        for role in database.ROLES:
            found = connection.execute("SELECT FROM pg_roles WHERE rolname = %s", (role,))
            if found.fetchone() is None:
                connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role)))
        if place.server is not None:
            connection.execute(f"ALTER ROLE {database.APP_ROLE} LOGIN".encode())
    _call(place, "pg_restore", "--exit-on-error", "-d", url, str(dump))


def _swap(server: str, *, name: str, new: str, kept: str) -> None:
    with psycopg.connect(server, autocommit=True, prepare_threshold=None) as connection:
        rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        connection.execute(rename.format(sql.Identifier(name), sql.Identifier(kept)))
        try:
            connection.execute(rename.format(sql.Identifier(new), sql.Identifier(name)))
        except psycopg.Error:
            connection.execute(rename.format(sql.Identifier(kept), sql.Identifier(name)))
            raise


def _end_sessions(url: str) -> None:
    with psycopg.connect(url, autocommit=True, prepare_threshold=None) as connection:
        connection.execute("DELETE FROM usersessions_usersession")
        connection.execute("DELETE FROM django_session")


def _copied(restored: Path, documents: Path, new: str) -> Path:
    """Copy the documents beside those in use, where a rename puts them in their place; return where.

    :raises BackupError: they do not fit there, and nothing was changed.
    """
    fresh = documents.with_name(f"{documents.name}_{new}")
    try:
        if restored.is_dir():
            shutil.copytree(restored, fresh)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise BackupError(f"the documents cannot be put back: {error}") from error
    return fresh


def _take_documents(fresh: Path, documents: Path, kept: str) -> None:
    if documents.is_dir():
        documents.rename(documents.with_name(f"{documents.name}_{kept}"))
    if fresh.is_dir():
        fresh.rename(documents)


def _check_nobody_works(server: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True, prepare_threshold=None) as connection:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
        row = connection.execute(query, (name,)).fetchone()
    if row is not None and row[0]:
        raise BackupError("somebody is connected to the database; stop the product first")


def _beside(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _call(place: Place, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs, of the version that fits the server."""
    programs = place.server.programs if place.server is not None else find_programs(None)
    command = [programs.path(program), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise BackupError(f"{program} failed: {done.stderr.strip()}")


def _add_bytes(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = len(content), 0o600, datetime.now(UTC).timestamp()
    archive.addfile(entry, io.BytesIO(content))


def needs_epoch(place: Place) -> bool:
    """Tell whether this is a restored copy whose registers have not said so yet."""
    with psycopg.connect(place.url, autocommit=True, prepare_threshold=None) as connection:
        row = connection.execute("SELECT register.is_moved()").fetchone()
    return row is not None and bool(row[0])


def begin_epoch(place: Place, reason: str) -> None:
    """Say in every book of books that a restored copy goes on from here (case 58)."""
    with psycopg.connect(place.url, autocommit=True, prepare_threshold=None) as connection:
        connection.execute(
            "SELECT register.begin_epoch(register.now(clock_timestamp()), 'salesfloor', %s)",
            (reason,),
        )

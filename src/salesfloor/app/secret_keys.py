"""The secret key: named by the operator, else made once in the data folder of what serves."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

import click

SETTING: Final = "SALESFLOOR_SECRET_KEY"
_SHORTEST: Final = 32
_LEAST_VARIED: Final = 10


def key_for(folder: Path) -> str:
    """Return the key in force; a program that only looks at data gets one for itself."""
    kept = _file(folder)
    return os.environ.get(SETTING) or (_read(kept) if kept.exists() else secrets.token_urlsafe(64))


def make_safe(folder: Path) -> None:
    """Make a key for what serves from now on, unless there is one.

    :raises click.ClickException: the key is one that could be guessed.
    """
    given = os.environ.get(SETTING)
    if given is not None:
        if _is_weak(given):
            raise click.ClickException(
                f"{SETTING} is a default or too short. Leave it out (a key is then made in the"
                f" data folder), or set at least {_SHORTEST} random characters."
            )
        return
    kept = _file(folder)
    if not kept.exists():
        _write(kept)
    if _is_weak(_read(kept)):
        raise click.ClickException(
            f"The secret key in {kept} is empty or too short. Remove the file, and a new key is"
            " made; everybody then logs in anew."
        )


def _file(folder: Path) -> Path:
    return folder / "secret-key"


def _read(kept: Path) -> str:
    return kept.read_text(encoding="ascii").strip()


def _write(kept: Path) -> None:
    """Write a key whole or not at all; of two processes that do, the first one's stands."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    draft = kept.with_name(f"{kept.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(64))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, kept)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def _is_weak(key: str) -> bool:
    return len(key) < _SHORTEST or len(set(key)) < _LEAST_VARIED or "insecure" in key.lower()

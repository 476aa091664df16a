"""Files are named by their content: the SHA-256 of it, 64 hexadecimal digits in lower case."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Final

from pydantic import AfterValidator, Field, StringConstraints

from salesfloor.base.labels import Label, Reference

MOST_FILES: Final = 50
"""So many files go with one act."""


def _without_doubles(given: list[str]) -> list[str]:
    return list(dict.fromkeys(given))


FileHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$"), Reference("file")]
FileHashes = Annotated[
    list[FileHash],
    Field(max_length=MOST_FILES),
    AfterValidator(_without_doubles),
    Label("Photos or documents"),
]
"""Files of an act, which may arrive after it; one that is named twice counts once."""


def hash_of(content: bytes) -> str:
    """Return the name of a file with that content."""
    return sha256(content).hexdigest()

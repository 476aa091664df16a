"""Files are named by their content: the SHA-256 of it, 64 hexadecimal digits in lower case."""

from __future__ import annotations

from hashlib import sha256
from typing import Annotated, Final

from pydantic import Field, StringConstraints

MOST_FILES: Final = 50
"""So many files go with one act."""

FileHash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
FileHashes = Annotated[list[FileHash], Field(max_length=MOST_FILES)]


def hash_of(content: bytes) -> str:
    """Return the name of a file with that content."""
    return sha256(content).hexdigest()

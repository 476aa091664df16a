"""Fields of commands that name files."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from salesfloor.base.labels import Label, Reference
from salesfloor.base.phrases import phrase

MOST_FILES: Final = 20
_NO_VALUE: Final = phrase(
    "a file is named by the 64 hexadecimal digits of its SHA-256, in lower case"
)
_VALUE: Final = re.compile(r"[0-9a-f]{64}")


def _is_value(given: str) -> str:
    if not _VALUE.fullmatch(given):
        raise ValueError(_NO_VALUE.template)
    return given


def _without_doubles(given: list[str]) -> list[str]:
    return list(dict.fromkeys(given))


FileValue = Annotated[str, AfterValidator(_is_value), Reference("file")]
"""One file: the SHA-256 of its bytes as they are uploaded, before or after the command."""
Files = Annotated[
    list[FileValue],
    Field(max_length=MOST_FILES),
    AfterValidator(_without_doubles),
    Label(
        "Photos or documents", hint="Up to 20. The picture is sent as soon as there is a network."
    ),
]
"""Files of a command; a value given twice counts once."""

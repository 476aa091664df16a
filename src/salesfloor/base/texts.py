"""Text as people type it: which characters come in, in which form, how long."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, StringConstraints

NAME_LENGTH: Final = 50
LINE_LENGTH: Final = 200
NOTE_LENGTH: Final = 4000

_INVISIBLE: Final = frozenset(["Cc", "Cs", "Cn", "Co"])
_ALLOWED_CONTROLS: Final = frozenset("\n\t")
_DIRECTION: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ZERO_WIDTH: Final = frozenset("\u200b\u2060\ufeff\u00ad")


def clean(text: str) -> str:
    """Return the text in its one stored form (NFC, trimmed, no zero-width characters).

    :raises ValueError: for control characters, lone surrogates and direction overrides,
        which could make a line look like another.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for character in text:
        if character in _ALLOWED_CONTROLS:
            continue
        if character in _DIRECTION or unicodedata.category(character) in _INVISIBLE:
            if unicodedata.category(character) == "Cn" and ord(character) >= 0x2EBF0:  # noqa: PLR2004
                continue  # ideographs younger than this Python's tables
            message = "characters that cannot be seen are not taken"
            raise ValueError(message)
    kept = "".join(character for character in text if character not in _ZERO_WIDTH)
    return unicodedata.normalize("NFC", kept).strip()


def _only_text(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


Line = Annotated[str, BeforeValidator(_only_text), StringConstraints(max_length=LINE_LENGTH)]
Name = Annotated[str, BeforeValidator(_only_text), StringConstraints(max_length=NAME_LENGTH)]
Note = Annotated[str, BeforeValidator(_only_text), StringConstraints(max_length=NOTE_LENGTH)]


def _not_blank(value: str) -> str:
    if not value:
        message = "must not be empty"
        raise ValueError(message)
    return value


RequiredLine = Annotated[Line, AfterValidator(_not_blank)]
RequiredName = Annotated[Name, AfterValidator(_not_blank)]
RequiredNote = Annotated[Note, AfterValidator(_not_blank)]
Code = Annotated[str, BeforeValidator(_only_text), StringConstraints(min_length=1, max_length=64)]
PhoneText = Annotated[str, BeforeValidator(_only_text), StringConstraints(max_length=40)]

"""Text as people type it: which characters come in, in which form, how long."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from salesfloor.base.input_errors import UnusableError
from salesfloor.base.phrases import phrase

NAME_LENGTH: Final = 50
LINE_LENGTH: Final = 200
NOTE_LENGTH: Final = 4000
CODE_LENGTH: Final = 64
PHONE_LENGTH: Final = 200
"""As much as somebody pastes in the field of a phone; what is no phone in it stops nothing."""

_NORMALIZABLE: Final = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
# Normalising would turn a compatibility ideograph, as it stands in a name, into another one.
_UNTAKEN: Final = frozenset(["Cc", "Cs", "Cn", "Co"])
_ALLOWED_CONTROLS: Final = frozenset("\n\t")
_DIRECTION: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_DROPPED: Final = frozenset("\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\ufeff")
_UNSEEN: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols without a shape of their own."""
_LINE_ENDS: Final = re.compile("\r\n|[\r\u2028\u2029]")
_YOUNG_IDEOGRAPHS: Final = 0x2EBF0
"""From here on: ideographs that are younger than this Python's tables."""


def composed(text: str) -> str:
    """Return the text with its marks composed, so that equal texts are equal bytes (case 78)."""
    if text.isascii():
        return text
    return _NORMALIZABLE.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)


def clean(text: str) -> str:
    """Return the text in its one stored form: composed, trimmed, no zero-width characters.

    :raises UnusableError: for control characters, lone surrogates and direction overrides, which
        could make a line look like another; it names the character.
    """
    if not text.isprintable():
        text = _LINE_ENDS.sub("\n", text)
        for character in text:
            if not _is_taken(character):
                raise UnusableError(
                    phrase("the character {character} is not taken", character=named(character))
                )
        text = "".join(character for character in text if character not in _DROPPED)
    return composed(text).strip()


def named(character: str) -> str:
    """Name a character that cannot be seen: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    code = f"U+{ord(character):04X}"
    return f"{code} {unicodedata.name(character, '')}".strip()


def is_blank(text: str) -> bool:
    """Tell whether a text has nothing in it that can be seen."""
    return not any(
        unicodedata.category(character)[0] in "LNPS" and character not in _UNSEEN
        for character in text
    )


def without_invisible(text: str) -> str:
    """Return the text without marks, controls and all else that has no width."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character
        for character in text
        if character.isspace() or unicodedata.category(character)[0] not in "CM"
    )


def _is_taken(character: str) -> bool:
    if character in _ALLOWED_CONTROLS:
        return True
    if character in _DIRECTION:
        return False
    category = unicodedata.category(character)
    return category not in _UNTAKEN or (category == "Cn" and ord(character) >= _YOUNG_IDEOGRAPHS)


def _cleaned(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def _on_one_line(value: str) -> str:
    return " ".join(value.split()) if "\n" in value or "\t" in value else value


def _not_blank(value: str) -> str:
    if is_blank(value):
        raise UnusableError(phrase("it must not be empty"))
    return value


def _pasted(value: object) -> object:
    """Take a phone as it was pasted, direction marks and all: it is read afterwards."""
    return " ".join(without_invisible(value).split()) if isinstance(value, str) else value


_Cleaned = BeforeValidator(_cleaned)
_NotBlank = AfterValidator(_not_blank)

Line = Annotated[str, _Cleaned, StringConstraints(max_length=LINE_LENGTH)]
Name = Annotated[
    str, _Cleaned, StringConstraints(max_length=NAME_LENGTH), AfterValidator(_on_one_line)
]
Note = Annotated[str, _Cleaned, StringConstraints(max_length=NOTE_LENGTH)]
RequiredLine = Annotated[Line, _NotBlank]
RequiredName = Annotated[Name, _NotBlank]
RequiredNote = Annotated[Note, _NotBlank]
PhoneText = Annotated[str, BeforeValidator(_pasted), StringConstraints(max_length=PHONE_LENGTH)]
Code = Annotated[
    str, _Cleaned, StringConstraints(max_length=CODE_LENGTH), AfterValidator(_not_blank)
]
"""Names something that is there: a person, a reception, a unit."""

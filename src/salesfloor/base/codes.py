"""Codes that people choose: which characters, how long, and which the product keeps for itself."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    BeforeValidator,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)

from salesfloor.base.input_errors import UnusableError, sentence_about
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.texts import CODE_LENGTH, clean

_CODE: Final = re.compile(r"[^\W_][\w.@+#-]*")
"""Letters and digits of any script, then also `. @ + # - _`: what stands in an address as it is."""
PERSONAL_NUMBER: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:1[3-9][0-9]{9}|[1-9][0-9]{16}[0-9Xx])(?![0-9A-Za-z])"
)
"""What looks like a mobile or identity number; the registers keep none in their lines."""
KEPT_CODES: Final = frozenset({"salesfloor", "script", "buyer", "terminal"})
"""Who acts where no member of staff does; nobody has such a code."""


def _chosen(given: object) -> object:
    return unicodedata.normalize("NFKC", clean(given)) if isinstance(given, str) else given


def _well_formed(code: str) -> str:
    if not _CODE.fullmatch(code):
        raise UnusableError(
            phrase("a code begins with a letter or digit and goes on with those or . @ + # - _")
        )
    return code


def _not_kept(code: str) -> str:
    if code.casefold() in KEPT_CODES:
        raise UnusableError(phrase("the product keeps this code for itself"))
    return code


def new_code(given: str) -> str | None:
    """Return a code for something new in its one form, or None for one that cannot be."""
    try:
        return _NEW_CODE.validate_python(given)
    except ValidationError:
        return None


def staff_code(given: str) -> str:
    """Return a code for a new person in its one form.

    :raises Refused: `input` for one that cannot be.
    """
    try:
        return _STAFF_CODE.validate_python(given)
    except ValidationError as error:
        raise bad_input(sentence_about(error)) from None


def no_personal_number(code: str) -> str:
    """Refuse a name that the registers could not write down.

    :raises UnusableError: for what looks like a mobile or identity number.
    """
    if PERSONAL_NUMBER.search(code):
        raise UnusableError(phrase("it looks like the number of a person; choose another"))
    return code


_Chosen = Annotated[
    str,
    BeforeValidator(_chosen),
    StringConstraints(min_length=1, max_length=CODE_LENGTH),
    AfterValidator(_well_formed),
]
NewCode = Annotated[_Chosen, AfterValidator(no_personal_number)]
"""A code given to something new: one form whatever the keyboard, and none that breaks an address."""
NewStaffCode = Annotated[_Chosen, AfterValidator(_not_kept)]
"""A code given to a person; a mobile number is one, the usual log-in in China."""
_NEW_CODE: Final[TypeAdapter[str]] = TypeAdapter(NewCode)
_STAFF_CODE: Final[TypeAdapter[str]] = TypeAdapter(NewStaffCode)

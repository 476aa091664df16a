"""Codes that people choose: which characters, how long, and which the product keeps for itself."""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, StringConstraints

from salesfloor.base.input_errors import UnusableError
from salesfloor.base.phrases import phrase
from salesfloor.base.texts import CODE_LENGTH, clean

_CODE: Final = re.compile(r"[^\W_][\w.@+#-]*")
"""Letters and digits of any script, then also `. @ + # - _`: what stands in an address as it is."""
KEPT_CODES: Final = frozenset({"salesfloor", "script", "buyer"})
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


NewCode = Annotated[
    str,
    BeforeValidator(_chosen),
    StringConstraints(min_length=1, max_length=CODE_LENGTH),
    AfterValidator(_well_formed),
]
"""A code given to something new: one form whatever the keyboard, and none that breaks an address."""
NewStaffCode = Annotated[NewCode, AfterValidator(_not_kept)]

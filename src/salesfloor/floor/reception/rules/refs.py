"""Names of receptions: those that the product makes, and those that people give."""

from __future__ import annotations

import re
from typing import Annotated, Final

from pydantic import AfterValidator

from salesfloor.base.codes import no_personal_number
from salesfloor.base.input_errors import UnusableError
from salesfloor.base.labels import Label
from salesfloor.base.phrases import phrase
from salesfloor.base.texts import Code

_MADE: Final = re.compile(r"(?:visit|call)-[0-9]+")


def made_ref(channel: str, register_no: int) -> str:
    """Return the name of a reception to which nobody gave one."""
    return f"{channel}-{register_no}"


def _given(ref: str) -> str:
    if _MADE.fullmatch(ref):
        raise UnusableError(phrase("names such as {ref} are made by the product", ref=ref))
    return no_personal_number(ref)


NewRef = Annotated[Code, AfterValidator(_given), Label("Reception")]
"""A name that people give to a reception; it never meets one that the product makes."""

"""What somebody typed in the one field of the desk: a phone, a name, or both at once."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from salesfloor.base.phones import normal_phone

_DIGITS: Final = re.compile(r"(?:\+|(?<!\d))[\d(（][\d\s\-()（）.]*\d|\d")
_AROUND: Final = " \t,，;；:：、/|"
TAIL: Final = 4
"""How many last digits of a phone are enough to look for it."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The parts of what was typed."""

    name: str = ""
    phone_text: str = ""
    phone: str | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was typed."""
        return not (self.name or self.phone_text)

    @property
    def tail(self) -> str:
        """Return the last digits of a phone, where only these were typed."""
        alone = not self.name and self.phone is None
        return self.phone_text if alone and re.fullmatch(rf"\d{{{TAIL}}}", self.phone_text) else ""


def read(text: str) -> Typed:
    """Tell name and phone apart: `张建国 138 0013 8000` holds both, in either order."""
    plain = unicodedata.normalize("NFKC", text).strip(_AROUND)
    found = max(_DIGITS.findall(plain), key=len, default="")
    name = plain.replace(found, " ", 1) if found else plain
    name = " ".join(part for part in (piece.strip(_AROUND) for piece in name.split()) if part)
    return Typed(name, found.strip(), normal_phone(found) if found else None)

"""Phone numbers: one normal form, so that the same phone is always the same customer.

Only length and first digits are judged, not which number ranges are in use.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SEPARATORS: Final = re.compile(r"[\s\-‐‑‒–—―−.·()\[\]{}<>〔〕【】]")
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_LANDLINE: Final = re.compile(r"0(?:10|2\d)\d{8}|0[3-9]\d{2}\d{7,8}")
_COUNTRY: Final = re.compile(r"(?:\+|00)86(\d+)")


def normal_phone(given: str) -> str | None:
    """Return the phone's normal form (digits only), or None where it is no valid phone.

    Valid are mainland mobile numbers (11 digits, 1 then 3 to 9) and landlines with their
    area code. Spaces, dashes, dots, brackets, +86, 0086 and full-width digits make no
    difference (clause 3.5.0).
    """
    text = _SEPARATORS.sub("", unicodedata.normalize("NFKC", given))
    if not text.isascii():
        return None
    abroad = _COUNTRY.fullmatch(text)
    if abroad is not None:
        text = abroad.group(1)
        if not _MOBILE.fullmatch(text) and not text.startswith("0"):
            text = "0" + text
    if _MOBILE.fullmatch(text) or _LANDLINE.fullmatch(text):
        return text
    return None


def masked_phone(phone: str) -> str:
    """Hide the middle of a phone: 138****8000, 010****5678."""
    if len(phone) <= 7:  # noqa: PLR2004 - nothing shorter is a phone
        return "*" * len(phone)
    return phone[:3] + "****" + phone[-4:]

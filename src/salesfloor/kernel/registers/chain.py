"""What is hashed of a line, in its one form; `docs/algorithms/registers.md`."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final

import orjson

ANCHOR_DIGITS: Final = 16
"""How many digits of a line's hash stand on a slip."""

_NORMALIZABLE: Final = re.compile("[^\uf900-\ufaff\U0002f800-\U0002fa1f]+")
# Normalising would turn a compatibility ideograph, as it stands in a name, into another one.
_PERSONAL: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:1[3-9][0-9]{9}|[1-9][0-9]{16}[0-9Xx])(?![0-9A-Za-z])"
)


class PersonalInBodyError(ValueError):
    """A mobile or identity number stands in the text of a line, which is kept for ever."""


def composed(text: str) -> str:
    """Return the text with its marks composed, so that equal texts are equal bytes (case 78)."""
    if text.isascii():
        return text
    return _NORMALIZABLE.sub(lambda run: unicodedata.normalize("NFC", run[0]), text)


def canonical(body: Mapping[str, Any]) -> str:
    """Write the facts of a line as JSON in the one form that is hashed (case 78).

    Keys are sorted, texts composed, moments in UTC; nothing is left to the writer.

    :raises TypeError: for what has no one form: fractions, moments without a zone, other types.
    :raises PersonalInBodyError: where a mobile or identity number would be kept for ever.
    """
    text = orjson.dumps(_plain(body), option=orjson.OPT_SORT_KEYS).decode()
    if _PERSONAL.search(text):
        raise PersonalInBodyError
    return text


def commitment(salt: bytes, field: str, value: str) -> str:
    """Return the hex HMAC-SHA-256 under the salt that a line holds of a personal value."""
    return hmac.digest(salt, f"{field}\0{value}".encode(), "sha256").hex()


def session_mark(session: str) -> str:
    """Return what a line tells of the session: enough to compare, nothing to log in with."""
    return hashlib.sha256(session.encode()).hexdigest()[:16] if session else ""


def anchor(book_name: str, line_no: int, line_hash: bytes) -> str:
    """Return what a slip says of a line, so that its holder is a witness."""
    return f"{book_name}:{line_no}:{line_hash.hex()[:ANCHOR_DIGITS]}"


def _plain(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return composed(str(value))
    if isinstance(value, Mapping):
        plain = {composed(name): _plain(one) for name, one in value.items()}
        if len(plain) != len(value):
            raise TypeError("two names of a line's facts are the same text")
        return plain
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no one form in a line")

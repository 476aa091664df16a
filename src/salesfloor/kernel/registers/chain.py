"""What is hashed of a line, in its one form; `docs/algorithms/registers.md`."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import Any, Final

import orjson

from salesfloor.base.codes import PERSONAL_NUMBER
from salesfloor.base.texts import composed

ANCHOR_DIGITS: Final = 16
"""How many digits of a line's hash stand on a slip."""


_MONEY: Final = re.compile(r"-?[0-9]+\.[0-9]{2}")


class PersonalInBodyError(ValueError):
    """A mobile or identity number stands in the text of a line, which is kept for ever."""


def _nobodys(numbers: Iterable[str]) -> frozenset[str]:
    del numbers
    return frozenset()


def canonical(
    body: Mapping[str, Any], codes_among: Callable[[Iterable[str]], frozenset[str]] = _nobodys
) -> str:
    """Write the facts of a line as JSON in the one form that is hashed (case 78).

    Keys are sorted, texts composed, moments in UTC, numbers with a fraction written as texts;
    nothing is left to the writer. Credit codes, batches and order numbers that look like the
    number of a person go beside the line, as names do. `codes_among` picks the codes of staff
    among numbers: a mobile number is a usual code, and a line says who did what.

    :raises TypeError: for what has no one form: moments without a zone, other types.
    :raises PersonalInBodyError: where a mobile or identity number would be kept for ever.
    """
    plain = _plain(body)
    written = orjson.dumps(plain, option=orjson.OPT_SORT_KEYS).decode()
    if PERSONAL_NUMBER.search(written):
        numbers = {number for text in _texts(plain) for number in personal_numbers(text)}
        if numbers - codes_among(numbers):
            raise PersonalInBodyError
    return written


def personal_numbers(text: str) -> list[str]:
    """Return the parts of a text that look like mobile or identity numbers; an amount is none."""
    return [] if _MONEY.fullmatch(text) else PERSONAL_NUMBER.findall(text)


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield name
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


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
    if isinstance(value, float | Decimal | Fraction):
        return _decimal_text(value)
    if isinstance(value, Mapping):
        plain = {composed(name): _plain(one) for name, one in value.items()}
        if len(plain) != len(value):
            raise TypeError("two names of a line's facts are the same text")
        return plain
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return _date_text(value)
    raise TypeError(f"{type(value).__name__} has no one form in a line")


def _date_text(value: date) -> str:
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        raise TypeError("a moment without a zone has no one form in a line")
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _decimal_text(value: float | Decimal | Fraction) -> str:
    """Write a number with a fraction in its one form: 5.5 and Decimal("5.50") are `5.5`."""
    if isinstance(value, Fraction):
        return str(value)
    if not isfinite(value):
        raise TypeError("a number that is none has no one form in a line")
    text = format(Decimal(repr(value)) if isinstance(value, float) else value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text

"""Keyset pages: a page begins after the last row of the one before; nothing is counted or skipped."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from collections.abc import Sequence

_DIGITS: Final = 10
"""Digits of a place in a sequence; more are none."""
Order = tuple[str, ...]
"""Fields that are never empty, the last one unique; a minus turns one round, as in `-pk`."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Some rows in order, and the keys at which the pages beside them begin."""

    rows: Sequence[Any]
    after: str = ""
    """Key of the following page; empty on the last one."""
    before: str = ""
    """Key of the page before; empty on the first one, and where one can only go forward."""


@runtime_checkable
class Source(Protocol):
    """Rows that page themselves, forward only: for statements that no queryset can say."""

    def page(self, after: str, most: int) -> Slice:
        """Return up to `most` rows behind that key."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A long sequence in memory, page by page; the key of a page is the place at which it begins."""

    rows: Sequence[Any]

    def page(self, after: str, most: int) -> Slice:
        """Return up to `most` rows from that place; from the first one where it names none."""
        start = int(after) if after.isdecimal() and len(after) < _DIGITS else 0
        end = start + most
        return Slice(self.rows[start:end], str(end) if end < len(self.rows) else "")


def slice_of(rows: object, order: Order, most: int, *, after: str = "", before: str = "") -> Slice:
    """Return one page of a queryset, of a source, or all of a sequence."""
    if isinstance(rows, QuerySet):
        return (
            _backward(rows, order, most, before) if before else _forward(rows, order, most, after)
        )
    if isinstance(rows, Source):
        return rows.page(after, most)
    return Slice(list(rows) if not after else [])  # type: ignore[call-overload]


def _forward(rows: QuerySet[Any], order: Order, most: int, after: str) -> Slice:
    key = read_key(rows, order, after)
    found = list(_behind(rows, order, key).order_by(*order)[: most + 1])
    shown = found[:most]
    further = key_of(shown[-1], order) if len(found) > most else ""
    return Slice(shown, further, key_of(shown[0], order) if key and shown else "")


def _backward(rows: QuerySet[Any], order: Order, most: int, before: str) -> Slice:
    back = tuple(_turned(name) for name in order)
    key = read_key(rows, back, before)
    if key is None:
        return _forward(rows, order, most, "")
    found = list(_behind(rows, back, key).order_by(*back)[: most + 1])
    shown = found[:most][::-1]
    if not shown:
        return _forward(rows, order, most, "")
    earlier = key_of(shown[0], order) if len(found) > most else ""
    return Slice(shown, key_of(shown[-1], order), earlier)


def _behind(rows: QuerySet[Any], order: Order, key: list[Any] | None) -> QuerySet[Any]:
    """Return the rows that come behind the key in that order."""
    if key is None:
        return rows
    wanted, same = Q(), Q()
    for name, value in zip(order, key, strict=True):
        plain = name.removeprefix("-")
        way = "lt" if name.startswith("-") else "gt"
        wanted |= same & Q(**{f"{plain}__{way}": value})
        same &= Q(**{plain: value})
    return rows.filter(wanted)


def _turned(name: str) -> str:
    return name.removeprefix("-") if name.startswith("-") else f"-{name}"


def key_of(row: Any, order: Order) -> str:  # noqa: ANN401 - any row
    """Return the key of a row, for the address."""
    values = [getattr(row, name.removeprefix("-")) for name in order]
    text = json.dumps([_written(value) for value in values], ensure_ascii=False)
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _written(value: object) -> object:
    return value.isoformat() if isinstance(value, (datetime, date)) else value


def read_key(rows: QuerySet[Any], order: Order, text: str) -> list[Any] | None:
    """Read a key from the address; what cannot be read begins at the top."""
    try:
        values = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(values, list) or len(values) != len(order):
            return None
        return [
            _read(rows, name.removeprefix("-"), value)
            for name, value in zip(order, values, strict=True)
        ]
    except (ValueError, TypeError, RecursionError, ValidationError):
        return None


def _is_storable(text: str) -> bool:
    """Tell whether a text is one that the database could hold; half of a pair of surrogates is none."""
    return not any(sign == "\x00" or "\ud800" <= sign <= "\udfff" for sign in text)


def _read(rows: QuerySet[Any], name: str, value: object) -> object:
    if not isinstance(value, (str, int)) or (isinstance(value, str) and not _is_storable(value)):
        raise ValueError(name)
    if isinstance(value, int) and abs(value) >= 1 << 63:
        raise ValueError(name)
    if name == "pk":
        return int(value)
    try:
        return rows.model._meta.get_field(name).to_python(value)  # noqa: SLF001 - Django's documented way
    except FieldDoesNotExist:
        return value

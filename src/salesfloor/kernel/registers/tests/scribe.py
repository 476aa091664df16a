"""Somebody who writes in the registers of a site of their own, by the database's functions alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import connection

from salesfloor.kernel.registers import chain

if TYPE_CHECKING:
    from collections.abc import Mapping

MORNING: Final = datetime(2026, 3, 2, 1, tzinfo=UTC)
_APPEND: Final = """
    SELECT book_id, book_name, line_no, register_no, recorded_at, hash, filled, repeated
    FROM register.append(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 7, %s,
        %s::text[], %s::text[], %s::bytea[], %s::text[])
"""


@dataclass(frozen=True)
class Line:
    """A line as the database answered it."""

    book_id: int
    book: str
    line_no: int
    register_no: int
    recorded_at: datetime
    hash: bytes
    filled: bool
    repeated: bool

    @property
    def place(self) -> str:
        """Return where it stands, as findings say it."""
        return f"{self.book}:{self.line_no}"

    @property
    def anchor(self) -> str:
        """Return what a slip says of it."""
        return chain.anchor(self.book, self.line_no, self.hash)


@dataclass
class Scribe:
    """Writes lines a second apart, in volumes of `size` lines."""

    site_id: int = 701
    code: str = "X1"
    size: int = 5
    books_size: int = 1_000_000
    now: datetime = MORNING
    lines: list[Line] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Open the site."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT register.open_site(%s, %s, %s, 'op', %s)",
                (self.site_id, self.code, self.now, self.books_size),
            )

    def write(
        self,
        kind: str = "visit",
        *,
        line_kind: str = "entry",
        body: Mapping[str, Any] | None = None,
        personal: Mapping[str, str] | None = None,
        ref: str | None = None,
        key: str | None = None,
        holder_id: int | None = None,
        at: datetime | None = None,
    ) -> Line:
        """Write a line; without `at`, a second after the last one."""
        self.now = at or self.now + timedelta(seconds=1)
        personal = dict(sorted((personal or {}).items()))
        salts = [hashlib.sha256(f"{name}{self.now}".encode()).digest() for name in personal]
        promises = [
            chain.commitment(salt, *pair)
            for salt, pair in zip(salts, personal.items(), strict=True)
        ]
        text = chain.canonical(body if body is not None else {"do": kind, "n": len(self.lines)})
        row = (self.site_id, kind, holder_id, self.size, line_kind, self.now, "clerk", "", key, ref)
        names, values = list(personal), list(personal.values())
        with connection.cursor() as cursor:
            cursor.execute(_APPEND, (*row, text, names, values, salts, promises))
            found = cursor.fetchone()
        line = Line(*(*found[:5], bytes(found[5]), *found[6:]))
        if not line.repeated:
            self.lines.append(line)
        return line

    def fill(self, count: int, kind: str = "visit") -> list[Line]:
        """Write so many ordinary lines, each with a name and a phone."""
        return [
            self.write(kind, personal={"name": f"客户{n}", "phone": f"1380000{n:04}"})
            for n in range(count)
        ]

    def hand_in(self, book_id: int) -> None:
        """Hand a volume in."""
        self._call("SELECT register.hand_in(%s, %s, 'boss')", (book_id, self.now))

    def give_book(self, holder_id: int, kind: str = "follow_up") -> None:
        """Open a book for its holder."""
        order = "SELECT register.open_volume(%s, %s, %s, %s, %s, 'admin')"
        self._call(order, (self.site_id, kind, holder_id, self.size, self.now))

    def close_day(self, day: str) -> None:
        """Draw the line under a day."""
        self._call("SELECT register.close_day(%s, %s, %s, 'op')", (self.site_id, day, self.now))

    def _call(self, order: str, row: tuple[Any, ...]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(order, row)

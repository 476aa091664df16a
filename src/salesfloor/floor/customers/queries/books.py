"""The follow-up books in consultants' hands (3.4.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from salesfloor.base.sql import fetch_all
from salesfloor.kernel.registers import api as registers

NEARLY_FULL: Final = 90
"""From so many percent on the next book is made ready."""

_BOOKS: Final = """
    SELECT s.id, s.code, s.name, b.number, b.lines, b.size, b.opened_at
    FROM people_staff s
    LEFT JOIN register.book b ON b.site_id = s.site_id AND b.kind = 'follow_up'
        AND b.holder_id = s.id AND b.status = 'OPEN'
    WHERE s.site_id = %s AND s.post = 'salesperson' AND s.left_at IS NULL
    ORDER BY b.id IS NOT NULL, b.lines * 100 / greatest(b.size, 1) DESC NULLS LAST, s.pinyin, s.id
"""


@dataclass(frozen=True, slots=True)
class BookInHand:
    """A consultant and the book they write in, if they have one."""

    staff_id: int
    code: str
    name: str
    number: int | None
    lines: int | None
    size: int | None
    opened_at: datetime | None

    @property
    def filled(self) -> int:
        """Return how full the book is, in percent."""
        return (self.lines or 0) * 100 // self.size if self.size else 0

    @property
    def is_nearly_full(self) -> bool:
        """Tell whether the next book will soon be needed."""
        return self.filled >= NEARLY_FULL


def books_in_hand(site_id: int) -> list[BookInHand]:
    """Return every consultant with their follow-up book: those without one first."""
    return [BookInHand(*row) for row in fetch_all(_BOOKS, (site_id,))]


def has_book(staff_id: int) -> bool:
    """Tell whether somebody has a follow-up book in hand to write in."""
    books = registers.Book.objects.filter(kind="follow_up", holder_id=staff_id, status="OPEN")
    return books.exists()

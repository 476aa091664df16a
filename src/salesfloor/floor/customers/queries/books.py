"""The follow-up books in consultants' hands (3.4.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import OuterRef, Subquery

from salesfloor.base.posts import Post
from salesfloor.kernel.people import api as people
from salesfloor.kernel.registers import api as registers

NEARLY_FULL: Final = 90
"""From so many percent on the next book is made ready."""


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
    open_book = registers.Book.objects.filter(
        kind="follow_up", site_id=site_id, holder_id=OuterRef("pk"), status="OPEN"
    )
    staff = people.Staff.objects.filter(
        site_id=site_id, post=Post.SALESPERSON.value, left_at=None
    ).annotate(
        number=Subquery(open_book.values("number")),
        lines=Subquery(open_book.values("lines")),
        size=Subquery(open_book.values("size")),
        opened_at=Subquery(open_book.values("opened_at")),
    )
    books = [
        BookInHand(one.pk, one.code, one.name, one.number, one.lines, one.size, one.opened_at)
        for one in staff.order_by("pinyin", "pk")
    ]
    return sorted(books, key=lambda book: (book.number is not None, -book.filled))


def has_book(staff_id: int) -> bool:
    """Tell whether somebody has a follow-up book in hand to write in."""
    books = registers.Book.objects.filter(kind="follow_up", holder_id=staff_id, status="OPEN")
    return books.exists()

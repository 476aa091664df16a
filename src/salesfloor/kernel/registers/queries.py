"""Reading the registers: lines by number, pages, what is struck, whether all verifies."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import connection
from django.db.models import Case, When

from salesfloor.base.commands import Actor, Answer, question
from salesfloor.base.phrases import phrase
from salesfloor.base.posts import ANYONE
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.registers.chain import hash_of, starts_of
from salesfloor.kernel.registers.models import Book, Line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from salesfloor.base.posts import Post

VOLUME_FILLED: Final[list[Callable[[int, int], None]]] = []
"""Who is told that a volume is full: functions of site and book."""
POST_OF: Final[list[Callable[[str], Post]]] = []
"""How the post of a person is found; people provides it."""


def site_of(actor: Actor) -> int:
    """Return the actor's site.

    :raises Refused: `input` where the actor is at none.
    """
    if actor.site_id is None:
        raise bad_input(phrase("Say at which site."))
    return actor.site_id


def line_numbered(site_id: int, register: str, register_no: int, *, lock: bool) -> Line:
    """Return a line by the number that runs through the volumes of a register.

    :raises Refused: `input` where there is none.
    """
    book = (
        Book.objects.filter(
            site_id=site_id, kind=register, holder_id=None, first_no__lte=register_no
        )
        .order_by("-number")
        .first()
    )
    line = None
    if book is not None:
        lines = Line.objects.select_related("book")
        line = lines.filter(book=book, line_no=register_no - book.first_no + 1).first()
    if book is None or line is None:
        raise bad_input(phrase("There is no line {number} in this register.", number=register_no))
    if lock:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", (book.pk, line.line_no))
    return line


def is_struck(line: Line) -> bool:
    """Tell whether a correcting line strikes this one."""
    return Line.objects.filter(kind="correction", ref=f"{line.book.name}:{line.line_no}").exists()


@dataclass(frozen=True, slots=True)
class Verified:
    """What a walk through all registers found."""

    volumes: int
    lines: int
    first_bad: str | None = None


def verify(site_id: int | None = None) -> Verified:
    """Walk every chain and name the first line that does not fit (3.2.3.3)."""
    books = Book.objects.order_by(
        "site_id", Case(When(kind="books", then=0), default=1), "kind", "number"
    )
    if site_id is not None:
        books = books.filter(site_id=site_id)
    volumes = total = 0
    known: dict[str, bytes] = {}
    for book in books:
        start = known.get(book.name)
        if book.kind == "books":
            start = hashlib.sha256(f"salesfloor books {book.name.split('/')[0]}".encode()).digest()
        if start is None or bytes(book.genesis) != start:
            return Verified(volumes, total, f"{book.name}:0")
        bad, count, found = _walk(book, start)
        known |= found
        volumes += 1
        total += count
        if bad is not None:
            return Verified(volumes, total, bad)
    missing = known.keys() - set(books.values_list("name", flat=True))
    return Verified(volumes, total, f"{min(missing)}:0" if missing else None)


@question("verify", may=ANYONE)
def verify_all(*, actor: Actor, at: datetime) -> Answer:  # noqa: ARG001 - the shape of a question
    """Say whether every line of every volume fits, and name the first that does not."""
    found = verify()
    answer: Answer = {
        "ok": found.first_bad is None,
        "volumes": found.volumes,
        "lines": found.lines,
    }
    if found.first_bad is not None:
        answer["first_bad"] = found.first_bad
    return answer


def _walk(book: Book, start: bytes) -> tuple[str | None, int, dict[str, bytes]]:
    prev, count = start, 0
    starts: dict[str, bytes] = {}
    for line in _lines_of(book):
        if (
            line.line_no != count + 1
            or bytes(line.prev) != prev
            or hash_of(book.name, line) != bytes(line.hash)
        ):
            return f"{book.name}:{count + 1}", count, starts
        prev, count = bytes(line.hash), count + 1
        if book.kind == "books":
            starts |= starts_of(line)
    if prev != bytes(book.head) or count != book.lines:
        return f"{book.name}:{count + 1}", count, starts
    return None, count, starts


def _lines_of(book: Book) -> Iterator[Line]:
    return Line.objects.filter(book=book).order_by("line_no").iterator(chunk_size=5000)

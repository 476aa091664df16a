"""Reading the registers: lines by number, who keeps the books."""

from __future__ import annotations

from typing import Final

from salesfloor.base import lines
from salesfloor.base.commands import Actor
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.sql import fetch_one
from salesfloor.kernel.registers.models import Book, Line

VOLUME_FILLED: Final = lines.occasion("volume_filled")
"""A volume is full; the facts are `register` and `book_id`."""

_HANDED_OVER: Final = """
    SELECT l.body::json ->> 'to' FROM register.book b JOIN register.line l ON l.book_id = b.id
    WHERE b.site_id = %s AND b.kind = 'custody' AND l.kind NOT IN ('entry', 'late_entry')
        AND l.body::json ->> 'do' = 'hand_over'
    ORDER BY b.number DESC, l.line_no DESC LIMIT 1
"""


def site_of(actor: Actor) -> int:
    """Return the actor's site.

    :raises Refused: `input` where the actor is at none.
    """
    if actor.site_id is None:
        raise bad_input(phrase("Say at which site."))
    return actor.site_id


def line_numbered(site_id: int, register: str, register_no: int) -> Line:
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
    return line


def line_in_book(site_id: int, register: str, book: int, line_no: int) -> Line:
    """Return a line by its number in a book that somebody holds.

    :raises Refused: `input` where there is none.
    """
    rows = Line.objects.select_related("book").filter(
        book__site_id=site_id, book__kind=register, book__number=book, line_no=line_no
    )
    line = rows.exclude(book__holder_id=None).first()
    if line is None:
        raise bad_input(phrase("There is no line {number} in this book.", number=line_no))
    return line


def custodian_of(site_id: int) -> str | None:
    """Return the code of whom the site's registers were last handed over to, on record (3.2.3.4).

    None where they never were: then the site's first manager keeps them.
    """
    row = fetch_one(_HANDED_OVER, (site_id,))
    return None if row is None else str(row[0])

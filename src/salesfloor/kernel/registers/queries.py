"""Reading the registers: lines by number, pages, what is struck."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.db import connection

from salesfloor.base.commands import Actor
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.kernel.registers.models import Book, Line

if TYPE_CHECKING:
    from collections.abc import Callable

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

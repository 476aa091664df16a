"""The follow-up book that somebody writes in, locked so that lines and pages come one after another."""

from __future__ import annotations

from typing import Final, NamedTuple

from salesfloor.base.sql import Asked, execute
from salesfloor.floor.customers import rules

BOOK: Final = "follow_up"

_LOCK_BOOK: Final = "SELECT pg_advisory_xact_lock(3433, %s)"
_BOOK: Final = """
    SELECT id, number FROM register.book, pg_advisory_xact_lock(3433, %s)
    WHERE site_id = %s AND kind = %s AND holder_id = %s AND status = 'OPEN'
"""


class InHand(NamedTuple):
    """A book that takes lines."""

    id: int
    number: int


def ask_for_book(site_id: int, staff_id: int) -> Asked:
    """Ask for the book that a person has in hand; what else is asked goes in the same trip."""
    return Asked(_BOOK, (staff_id, site_id, BOOK, staff_id))


def read_book(asked: Asked) -> InHand:
    """Return the book in hand, locked so that its pages are numbered one after another.

    :raises Refused: 3.4.3.1 where there is none.
    """
    row = asked.row()
    rules.may_write_in_book(has_book=row is not None).enforce()
    return InHand(*(row or (0, 0)))


def book_in_hand(site_id: int, staff_id: int) -> InHand:
    """Return the book that a person has in hand; see `read_book`."""
    return read_book(ask_for_book(site_id, staff_id))


def lock_book_of(staff_id: int) -> None:
    """Lock a person's follow-up book, so that it is drawn, written and returned by one at a time."""
    execute(_LOCK_BOOK, (staff_id,))

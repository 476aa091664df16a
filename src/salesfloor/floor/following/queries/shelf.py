"""The shelf of follow-up books, and the picture of one: which number is written, struck, still free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from salesfloor.base.choices import Choice
from salesfloor.base.phrases import phrase
from salesfloor.floor.customers import api as customers
from salesfloor.floor.following.models import SoldOut
from salesfloor.kernel.registers import api as registers
from salesfloor.web import directory

if TYPE_CHECKING:
    from datetime import datetime

BOOK: Final = "follow_up"


class BookState(Choice):
    """What has become of a book."""

    OPEN = "OPEN", phrase("in hand")
    FULL = "FULL", phrase("full, still out")
    HANDED_IN = "HANDED_IN", phrase("returned")


class CellState(Choice):
    """What has become of a numbered line."""

    WRITTEN = "written", phrase("Follow-up written")
    STRUCK = "struck", phrase("Struck, still readable")
    OTHER = "other", phrase("Page opened, or a correction")
    FREE = "free", phrase("Free")


@dataclass(frozen=True, slots=True)
class OnShelf:
    """A book as the shelf shows it."""

    number: int
    holder: str
    opened_at: datetime
    returned_at: datetime | None
    lines: int
    size: int
    state: BookState
    is_called_in: bool

    @property
    def is_out(self) -> bool:
        """Tell whether somebody still has it."""
        return self.state is not BookState.HANDED_IN

    @property
    def free(self) -> int:
        """Return how many lines are left."""
        return self.size - self.lines


class Cell(NamedTuple):
    """A numbered line of a book, and on which page it stands."""

    number: int
    state: CellState
    page: int | None


class PageOf(NamedTuple):
    """A page of a book: how much stands on it; whose page it is stays closed."""

    number: int
    lines: int
    struck: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Picture:
    """A book as it lies there: every number, and its pages."""

    book: OnShelf
    holder_id: int | None
    cells: list[Cell]
    pages: list[PageOf]

    @property
    def counts(self) -> list[tuple[CellState, int]]:
        """Return how many numbers there are of each state."""
        states = [cell.state for cell in self.cells]
        return [(state, states.count(state)) for state in CellState]


def shelf_of(site_id: int) -> list[OnShelf]:
    """Return every follow-up book of a site, those that are out first, the newest first."""
    rows = registers.Book.objects.filter(site_id=site_id, kind=BOOK).order_by("-number")
    called = called_in_at(site_id)
    names = directory.names_by_id(row.holder_id for row in rows)
    books = [_on_shelf(row, names.get(row.holder_id or 0, ""), called) for row in rows]
    return sorted(books, key=lambda book: not book.is_out)


def called_in_at(site_id: int) -> datetime | None:
    """Return when the site's books were called in because nothing was left to sell (3.4.3.6)."""
    return SoldOut.objects.filter(site_id=site_id).values_list("at", flat=True).first()


def picture_of(site_id: int, number: int) -> Picture | None:
    """Return one book with every number in it; None where there is no such book."""
    row = registers.Book.objects.filter(site_id=site_id, kind=BOOK, number=number).first()
    if row is None:
        return None
    written = customers.FollowUp.objects.filter(page__book_id=row.pk).order_by("line_no")
    told = list(written.values_list("line_no", "struck_at", "page__number", "at"))
    by_line = {
        line: (CellState.WRITTEN if struck is None else CellState.STRUCK, page)
        for line, struck, page, _ in told
    }
    cells = []
    for line in range(1, row.size + 1):
        fallback = (CellState.OTHER if line <= row.lines else CellState.FREE, None)
        cells.append(Cell(line, *by_line.get(line, fallback)))
    pages: dict[int, list[tuple[bool, datetime]]] = {}
    for _, struck, page, at in told:
        pages.setdefault(page, []).append((struck is not None, at))
    name = directory.names_by_id([row.holder_id]).get(row.holder_id or 0, "")
    return Picture(
        book=_on_shelf(row, name, called_in_at(site_id)),
        holder_id=row.holder_id,
        cells=cells,
        pages=[
            PageOf(page, len(lines), sum(struck for struck, _ in lines), max(at for _, at in lines))
            for page, lines in sorted(pages.items())
        ],
    )


def _on_shelf(row: registers.Book, holder: str, called: datetime | None) -> OnShelf:
    state = BookState(row.status)
    return OnShelf(
        number=row.number,
        holder=holder,
        opened_at=row.opened_at,
        returned_at=row.handed_in_at,
        lines=row.lines,
        size=row.size,
        state=state,
        is_called_in=called is not None and state is not BookState.HANDED_IN,
    )

"""Spreadsheets of a list: CSV and XLSX of the rows that the person may read, filters kept."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, TextIOWrapper
from typing import IO, TYPE_CHECKING, Any, Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from salesfloor.base.china_time import local
from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import ACCESS, Refused, bad_input
from salesfloor.web import directory
from salesfloor.web.language import said
from salesfloor.web.lists.asking import Asked
from salesfloor.web.lists.columns import plain_of

if TYPE_CHECKING:
    from salesfloor.base.commands import Actor
    from salesfloor.base.phrases import Phrase
    from salesfloor.web.lists.cells import Plain
    from salesfloor.web.lists.columns import Column
    from salesfloor.web.lists.listing import List
    from salesfloor.web.lists.taken import Taken
    from salesfloor.web.requests import StaffRequest

MOST: Final = 100_000
"""Rows of one file; a longer list is narrowed first."""
AT_ONCE: Final = 1_000
"""Rows read at once; before each piece the person's post is looked at again."""
BYTE_ORDER_MARK: Final = "\ufeff"
"""Spreadsheets take a table for UTF-8 by it."""
FORMULA_STARTS: Final = frozenset("=+-@\t\r＝＋－＠")
WIDEST, NARROWEST = 60, 8
MOST_OF_A_NAME: Final = 31
"""Characters of a worksheet's name."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table on its way into a file: its head, its rows by pieces, who takes it."""

    title: str
    head: list[tuple[str, str]]
    """Label and number format of each column."""
    pieces: Iterable[Sequence[Sequence[Plain]]]
    actor: Actor
    at: datetime
    notes: tuple[str, ...] = ()
    """Sentences below the table."""


def harmless(text: str) -> str:
    """Return text that a spreadsheet shows as text, whatever it starts with (case 64)."""
    seen = next((sign for sign in text if sign.isprintable() and not sign.isspace()), "")
    return f"'{text}" if text and {text[0], seen} & FORMULA_STARTS else text


def pieces(listing: List, asked: Asked, taken: Taken | None = None) -> Iterator[list[list[Plain]]]:
    """Yield the list's rows as a spreadsheet holds them, some at a time; `taken` hears whose they are.

    :raises Refused: `access` as soon as the person no longer holds the post; `input` for too many rows.
    """
    after, count = "", 0
    while True:
        if not directory.holds_post(asked.actor.code, asked.actor.post):
            raise Refused(ACCESS, phrase("This page is not for your post."))
        found = listing.part(asked, after=after, most=AT_ONCE)
        count += len(found.rows)
        if count > MOST:
            raise bad_input(phrase("More than {most} rows: narrow the list first.", most=MOST))
        if taken is not None:
            taken.add(listing.file_columns, found.rows, asked)
        yield plain_of(listing.file_columns, found.rows, asked)
        after = found.after
        if not after:
            return


def sheet_of(listing: List, asked: Asked, taken: Taken | None = None) -> Sheet:
    """Return a list on its way into a file; `taken` hears whose data it holds."""
    head = [(said(one.label), one.kind.number_format) for one in listing.file_columns]
    title = said(listing.title_for(asked) if listing.title_for else listing.title)
    return Sheet(title, head, pieces(listing, asked, taken), asked.actor, asked.at)


def _write_csv(file: IO[bytes], sheet: Sheet) -> None:
    text = TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([harmless(label) for label, _ in sheet.head])
    for rows in sheet.pieces:
        writer.writerows([[_as_text(value) for value in row] for row in rows])
    writer.writerows([harmless(note)] for note in sheet.notes)
    text.detach()


def _as_text(value: Plain) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S}"
        case date():
            return value.isoformat()
        case str():
            return harmless(value)
        case _:
            return str(value)


def _write_xlsx(file: IO[bytes], sheet: Sheet) -> None:
    _write_book(file, [sheet])


def _write_book(file: IO[bytes], sheets: Sequence[Sheet]) -> None:
    import xlsxwriter  # noqa: PLC0415 - twelve megabytes for who takes a workbook only

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    book.set_properties({"title": sheets[0].title, "author": sheets[0].actor.name})
    for sheet in sheets:
        _write_page(book, sheet, name=sheet.title[:MOST_OF_A_NAME] if len(sheets) > 1 else None)
    book.close()


def _write_page(book: Any, sheet: Sheet, name: str | None) -> None:  # noqa: ANN401 - xlsxwriter's
    page = book.add_worksheet(name)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_footer(f"&L{_footer(sheet)}&R&P / &N")
    bold = book.add_format({"bold": True, "bottom": 1})
    looks = [book.add_format({"num_format": number or "@"}) for _, number in sheet.head]
    for place, (label, number_format) in enumerate(sheet.head):
        width = min(WIDEST, max(NARROWEST, 2 * len(label), len(number_format) + 2))
        page.set_column(place, place, width, looks[place])
        page.write_string(0, place, label, bold)
    number = 0
    for number, row in enumerate((row for rows in sheet.pieces for row in rows), 1):
        for place, value in enumerate(row):
            _write_cell(page, number, place, value, looks[place])
    for below, note in enumerate(sheet.notes, number + 2):
        page.write_string(below, 0, note)


def _write_cell(page: Any, row: int, place: int, value: Plain, look: Any) -> None:  # noqa: ANN401
    match value:
        case None | "":
            return
        case datetime() | date():
            page.write_datetime(row, place, value, look)
        case bool() | str():
            page.write_string(row, place, str(value), look)
        case Decimal() | int() | float():
            page.write_number(row, place, value, look)


def _footer(sheet: Sheet) -> str:
    return _taken(sheet).replace("&", "&&")


def _taken(sheet: Sheet) -> str:
    at = f"{local(sheet.at):%Y-%m-%d %H:%M}"
    return said(phrase("Exported {at} by {name}", at=at, name=sheet.actor.name))


WAYS: Final[dict[str, tuple[Callable[[IO[bytes], Sheet], None], str]]] = {
    "csv": (_write_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        _write_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}
"""The ways to write a file, by what the address says in `as`."""


def file_of(sheet: Sheet, way: str, name: str = "") -> HttpResponse:
    """Return a sheet as a file; it is whole before its first byte leaves."""
    file = BytesIO()
    WAYS[way][0](file, sheet)
    return _answered(file, sheet, way, name)


def _answered(file: BytesIO, sheet: Sheet, way: str, name: str) -> HttpResponse:
    response = HttpResponse(file.getvalue(), content_type=WAYS[way][1])
    name = name or f"{sheet.title}-{local(sheet.at):%Y%m%d-%H%M}"
    disposition = content_disposition_header(as_attachment=True, filename=f"{name}.{way}")
    response["Content-Disposition"] = disposition
    return response


def table_of(
    request: StaffRequest, title: Phrase, columns: Sequence[Column], rows: Sequence[Any]
) -> HttpResponse:
    """Return a table of a report as the file that the address asks for in `as`."""
    asked = Asked(request)
    head = [(said(one.label), one.kind.number_format) for one in columns]
    sheet = Sheet(said(title), head, [plain_of(columns, rows, asked)], asked.actor, asked.at)
    return file_of(sheet, request.GET["as"])


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a report on its way into a file."""

    title: Phrase
    columns: Sequence[Column]
    rows: Sequence[Any]


def book_of(
    request: StaffRequest, name: str, tables: Sequence[Table], notes: Sequence[Phrase]
) -> HttpResponse:
    """Return tables as the file that the address asks for in `as`: a sheet each, or the first as CSV.

    Below each stand the sentences, and who took it.
    """
    asked = Asked(request)
    below = tuple(said(note) for note in notes)
    sheets = [
        Sheet(
            said(table.title),
            [(said(one.label), one.kind.number_format) for one in table.columns],
            [plain_of(table.columns, table.rows, asked)],
            asked.actor,
            asked.at,
        )
        for table in tables
    ]
    sheets = [replace(sheet, notes=(*below, _taken(sheet))) for sheet in sheets]
    way = request.GET["as"]
    if way != "xlsx":
        return file_of(sheets[0], way, name)
    file = BytesIO()
    _write_book(file, sheets)
    return _answered(file, sheets[0], way, name)

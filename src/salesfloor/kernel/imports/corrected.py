"""The corrected file: each sheet as it came, bad cells marked, a column with the reasons behind."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import phrase
from salesfloor.kernel.imports import cells, workbooks
from salesfloor.kernel.imports.choices import sentence_of
from salesfloor.kernel.imports.scanning import column_number
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_REASON: Final = phrase("What is wrong in the row")
LONGEST_NAME: Final = 31
"""Characters of a worksheet's name."""
LONGEST_TEXT: Final = 32_767
"""Characters of a cell; a workbook holds no more."""
_MARKED: Final = {"bg_color": "#FDE2E1", "border": 1, "border_color": "#C0392B"}
_FORMS: Final = {
    dt.datetime: "yyyy-mm-dd hh:mm",
    dt.date: "yyyy-mm-dd",
    dt.time: "hh:mm",
    dt.timedelta: "[h]:mm",
}


def corrected_file(content: bytes, name: str, errors: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the file as it came with those cells marked; texts stay texts, formulas are not computed."""
    by_row: dict[tuple[str, int], list[Mapping[str, Any]]] = {}
    for error in errors:
        by_row.setdefault((error["sheet"], error["row"]), []).append(error)
    import xlsxwriter  # noqa: PLC0415 - twelve megabytes for who takes a workbook only

    made = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    taken: set[str] = set()
    with xlsxwriter.Workbook(made, options) as book:
        formats = _Formats(book)
        for sheet in workbooks.sheets_of(content, name):
            shown = sheet_name(sheet.name, taken)
            taken.add(shown.casefold())
            _write_sheet(book.add_worksheet(shown), formats, sheet, by_row)
    return made.getvalue()


class _Formats:
    """The formats of cells: how days and times are shown, with and without a mark."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - the writer has no types
        self.plain = {kind: book.add_format({"num_format": form}) for kind, form in _FORMS.items()}
        self.marked = {
            kind: book.add_format({"num_format": form, **_MARKED}) for kind, form in _FORMS.items()
        }
        self.mark = book.add_format(_MARKED)

    def of(self, cell: Any, *, is_bad: bool) -> Any:  # noqa: ANN401 - any cell
        """Return the format of a cell, or None."""
        found = (self.marked if is_bad else self.plain).get(type(cell))
        return found or (self.mark if is_bad else None)


def _write_sheet(
    written: Any,  # noqa: ANN401 - as above
    formats: _Formats,
    sheet: workbooks.Sheet,
    by_row: Mapping[tuple[str, int], list[Mapping[str, Any]]],
) -> None:
    widest = 0
    for number, row in sheet.as_it_stands():
        bad = by_row.get((sheet.name, number + 1), [])
        places = {_column(error["cell"]) for error in bad if error["cell"]}
        for column, cell in enumerate(row):
            _write_cell(written, number, column, cell, formats.of(cell, is_bad=column in places))
        for column in places - set(range(len(row))):
            written.write_blank(number, column, None, formats.mark)
        widest = max(widest, len(row), *(place + 1 for place in places), 0)
        if bad:
            reasons = "；".join(sentence_of(error["error"]) for error in bad)
            written.write_string(number, widest, f"{said(_REASON)}：{reasons}", formats.mark)


def _write_cell(written: Any, row: int, column: int, cell: Any, form: Any) -> None:  # noqa: ANN401
    if cells.is_empty(cell):
        if form is not None:
            written.write_blank(row, column, None, form)
    elif isinstance(cell, bool):
        written.write_boolean(row, column, cell, form)
    elif isinstance(cell, int | float) and isfinite(cell):
        written.write_number(row, column, cell, form)
    elif isinstance(cell, dt.date | dt.time | dt.timedelta):
        written.write_datetime(row, column, cell, form)
    else:
        written.write_string(row, column, str(cell)[:LONGEST_TEXT], form)


def _column(cell: str) -> int:
    return column_number("".join(letter for letter in cell if letter.isalpha())) - 1


def sheet_name(name: str, taken: Collection[str] = ()) -> str:
    """Return a name as a workbook takes it: short, without its signs, unlike those taken (in small letters)."""
    plain = "".join(sign for sign in name if sign not in "[]:*?/\\'")[:LONGEST_NAME] or "Sheet"
    shown, number = plain, 1
    while shown.casefold() in taken:
        number += 1
        shown = f"{plain[: LONGEST_NAME - 1 - len(str(number))]} {number}"
    return shown

"""Spreadsheets as offices keep them, made for tests: titles, merged cells, numbers as texts, formulas."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from salesfloor.kernel.imports import api as imports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.floor_builder import Floor


@dataclass
class SheetMade:
    """One sheet: its rows, and ranges to merge (first row, first column, last row, last column)."""

    name: str
    rows: Sequence[Any]
    merged: Sequence[tuple[int, int, int, int]] = field(default_factory=tuple)


def workbook(*sheets: SheetMade) -> bytes:
    """Return an .xlsx file; a text that begins with `=` is a formula without a stored value."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"default_date_format": "yyyy-mm-dd"}) as book:
        clock = book.add_format({"num_format": "hh:mm"})
        for one in sheets:
            sheet = book.add_worksheet(one.name)
            for row, values in enumerate(one.rows):
                for column, value in enumerate(values):
                    if isinstance(value, time):
                        sheet.write_datetime(row, column, value, clock)
                    elif isinstance(value, date | datetime):
                        sheet.write_datetime(row, column, value)
                    elif isinstance(value, str) and value.startswith("="):
                        sheet.write_formula(row, column, value, None, "")
                    elif isinstance(value, str):
                        sheet.write_string(row, column, value)
                    elif value is not None:
                        sheet.write(row, column, value)
            for first, left, last, right in one.merged:
                sheet.merge_range(first, left, last, right, one.rows[first][left])
    return made.getvalue()


def with_parts(content: bytes, **parts: bytes) -> bytes:
    """Return the file with more parts in it; `__` in a name stands for a slash."""
    made = BytesIO(content)
    with zipfile.ZipFile(made, "a") as packed:
        for name, part in parts.items():
            packed.writestr(name.replace("__", "/"), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def with_part_replaced(content: bytes, name: str, part: bytes) -> bytes:
    """Return the file with one part in the place of another."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            what = part if info.filename == name else old.read(info)
            new.writestr(info.filename, what, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def send(floor: Floor, content: bytes, name: str = "old.xlsx") -> str:
    """Send a file to a site and return what names it."""
    assert floor.site_id is not None
    return imports.receive(
        site_id=floor.site_id, staff_id=None, name=name, content=content, at=floor.now
    )

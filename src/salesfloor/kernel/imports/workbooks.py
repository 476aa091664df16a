"""Reading spreadsheets: values, merged cells, the text of formulas. Workbooks and delimited text alike."""

from __future__ import annotations

import csv
import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from python_calamine import CalamineError, CalamineWorkbook

from salesfloor.kernel.imports import scanning
from salesfloor.kernel.imports.unusable import NoSheetError, Why

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Cells = list[Any]
    Range = tuple[tuple[int, int], tuple[int, int]]

_OLE: Final = b"\xd0\xcf\x11\xe0"
_ZIP: Final = b"PK"
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_DELIMITERS: Final = ",\t;|"
_SAMPLE: Final = 64 * 1024
_NO_TABLE: Final = ("{", "[", "<")
"""How texts of programs and pages begin, which commas stand in, too."""
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, and its rows as they stand, once."""

    name: str
    rows: Iterator[Cells]
    merged: tuple[Range, ...] = ()
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def as_it_stands(self) -> Iterator[tuple[int, Cells]]:
        """Yield each row with its number from 0, formulas as their texts."""
        by_row: dict[int, list[tuple[int, str]]] = {}
        for (row, column), text in self.formulas.items():
            by_row.setdefault(row, []).append((column, text))
        for number, cells in enumerate(self.rows):
            for column, text in by_row.get(number, ()):
                if column < len(cells):
                    cells[column] = text
            yield number, cells

    def numbered(self) -> Iterator[tuple[int, Cells]]:
        """Yield each row as `as_it_stands` does, and a cell merged downwards in each of its rows."""
        ends = {start: end for start, (end, _) in self.merged if end > start[0]}
        columns = {left for _, left in ends}
        carried: dict[int, tuple[int, Any]] = {}
        for number, cells in self.as_it_stands():
            is_blank = not any(cell not in ("", None) for cell in cells)
            for column in columns:
                if column >= len(cells):
                    continue
                if (number, column) in ends:
                    carried[column] = (ends[number, column], cells[column])
                elif not is_blank and column in carried and number <= carried[column][0]:
                    cells[column] = carried[column][1]
            yield number, cells


def sheets_of(content: bytes, name: str) -> Iterator[Sheet]:
    """Yield the sheets of a file in their order; of a text file there is one, named like the file.

    :raises NoSheetError: for what is no spreadsheet, or one that must not be opened.
    """
    if not content:
        raise NoSheetError(Why.EMPTY)
    if content.startswith(_OLE):
        raise NoSheetError(Why.OLD_KIND)
    if content.startswith(_ZIP):
        yield from _of_workbook(content)
    else:
        yield _of_text(content, name)


def _of_workbook(content: bytes) -> Iterator[Sheet]:
    scanned = scanning.scan(content)
    parts = _parts_by_sheet(content)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        names = workbook.sheet_names
        if len(set(names)) < len(names):
            raise NoSheetError(Why.BROKEN)
        left = scanning.CELLS
        for name in names:
            known = scanned.get(parts.get(name, "").casefold())
            if known is None:
                raise NoSheetError(Why.BROKEN)
            left -= known.cells + 1
            if left < 0:
                raise NoSheetError(Why.TOO_MUCH_INSIDE)
            sheet = workbook.get_sheet_by_name(name)
            merged = tuple(sheet.merged_cell_ranges or ())
            yield Sheet(name, _rows(sheet), merged, known.formulas)
    except CalamineError as error:
        raise NoSheetError(Why.BROKEN) from error


def _rows(sheet: Any) -> Iterator[Cells]:  # noqa: ANN401 - the reader's own
    """Yield rows from the first of the sheet on, from its first column on: the reader leaves those out."""
    start = sheet.start
    if start is None:
        return
    empty = [""] * start[1]
    for row in sheet.iter_rows():
        yield [*empty, *row]


def _parts_by_sheet(content: bytes) -> dict[str, str]:
    """Return in which part of the file each sheet stands."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            relations = ET.fromstring(packed.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - scanned
            workbook = ET.fromstring(packed.read("xl/workbook.xml"))  # noqa: S314 - expat opens no entity
    except (KeyError, ET.ParseError) as error:
        raise NoSheetError(Why.BROKEN) from error
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    return {
        one.get("name", ""): _part(targets.get(one.get(_RELATION), ""))
        for one in workbook.iter()
        if one.tag.endswith("}sheet")
    }


def _part(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _of_text(content: bytes, name: str) -> Sheet:
    if len(content) > scanning.PACKED:
        raise NoSheetError(Why.TOO_LARGE)
    text = _decoded(content)
    sample = text[:_SAMPLE]
    delimiter = max(_DELIMITERS, key=lambda sign: sum(sign in one for one in sample.splitlines()))
    if delimiter not in sample or "\0" in sample or sample.lstrip().startswith(_NO_TABLE):
        raise NoSheetError(Why.OTHER_KIND)
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    return Sheet(stem_of(name), _counted(rows))


def _counted(rows: Any) -> Iterator[Cells]:  # noqa: ANN401 - csv's reader has no type of its own
    try:
        for number, row in enumerate(rows, start=1):
            if number > scanning.ROWS or len(row) > scanning.COLUMNS:
                raise NoSheetError(Why.TOO_MANY_ROWS)
            yield row
    except csv.Error as error:
        raise NoSheetError(Why.BROKEN) from error


def _decoded(content: bytes) -> str:
    """Return a text file's text: UTF-8, UTF-16 with its mark, or what Chinese offices save."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = _ENCODINGS
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NoSheetError(Why.OTHER_KIND)


def stem_of(name: str) -> str:
    """Return a file's name without folders and ending; whatever it is, it names nothing on our disk."""
    plain = re.sub(r"[\x00-\x1f\x7f]", "", name.replace("\\", "/"))
    return PurePosixPath(plain).stem[:100] or "sheet"

"""Looking into a workbook before it is unpacked: how much is in it, and what must not be.

The XML is read as a stream by expat, which opens no external entity; what a sheet holds is counted before
anything is kept of it. The reader that comes afterwards lays out a whole rectangle from the first cell to the
last and copies a text that cells share for each of them, so those are what is counted.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from salesfloor.kernel.imports import shared_texts
from salesfloor.kernel.imports.unusable import NoSheetError, Why

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKED: Final = 20 * 1024 * 1024
UNPACKED: Final = 200 * 1024 * 1024
ROWS: Final = 200_000
COLUMNS: Final = 200
CELLS: Final = 16_000_000
"""Places of the rectangles of all sheets, empty ones too."""
_PARTS: Final = 2_000
_CHUNK: Final = 1 << 18
_CELL: Final = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_SHEETS: Final = "xl/worksheets/"
_ROW: Final = re.compile(rb'<row r="(\d{1,9})"')
_WIDE: Final = re.compile(rb'<c r="([A-Z]{2})\d')
_DIGITS: Final = 7
_DEEP: Final = re.compile(rb'<c r="[A-Z]{1,2}(\d{6,})"')
_SINGLE_LETTERS: Final = 26
_SHARED: Final = b't="s"'
_STRANGE: Final = re.compile(
    rb'<f[\s/>]|<!|<\w+:(?:row|c)\b|<row(?! r="\d{1,9}")|<c(?=[\s/>])(?! r="(?:[A-Z]|[A-F][A-Z]|G[A-R])\d)'
)
"""What a sheet of plain cells does not have: formulas, declarations, prefixes, places left out or too far right."""


@dataclass(slots=True)
class Scanned:
    """What is known of one sheet before its values are read."""

    rows: int = 0
    columns: int = 0
    shared: int = 0
    """Cells whose text stands in the part that all sheets share."""
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    """The text of each formula, by row and column from 0."""

    @property
    def cells(self) -> int:
        """Return how many places the rectangle around its cells has."""
        return self.rows * self.columns


def scan(content: bytes) -> dict[str, Scanned]:
    """Return what each sheet's part holds, by the part's name in small letters: readers look for it so.

    :raises NoSheetError: for what is no workbook, too much in one, macros, links to other files, and names that
        lead out of it.
    """
    if len(content) > PACKED:
        raise NoSheetError(Why.TOO_LARGE)
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            _check_parts(packed)
            sheets = {
                part.filename.casefold(): _scan_sheet(packed, part)
                for part in packed.infolist()
                if _is_sheet(part.filename.casefold())
            }
            shared_texts.check(packed, sheets, most=UNPACKED)
            return sheets
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise NoSheetError(Why.BROKEN) from error
    except expat.ExpatError as error:
        raise NoSheetError(Why.BROKEN) from error


def _is_sheet(name: str) -> bool:
    return name.startswith(_SHEETS) and not name.endswith((".rels", "/"))


def _check_parts(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    names = [part.filename for part in parts]
    folded = [name.casefold() for name in names]
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise NoSheetError(Why.TOO_MUCH_INSIDE)
    if any(part.flag_bits & 1 for part in parts):
        raise NoSheetError(Why.LOCKED)
    if any(_leads_out(name) for name in names) or len(set(folded)) < len(folded):
        raise NoSheetError(Why.BROKEN)
    if any(name.endswith((".bin", ".vbs", ".exe", ".dll")) and "vba" in name for name in folded):
        raise NoSheetError(Why.MACROS)
    if any(name.startswith("xl/externallinks/") for name in folded):
        raise NoSheetError(Why.LINKS)
    if "xl/workbook.xml" not in folded:
        raise NoSheetError(Why.OTHER_KIND)


def _leads_out(name: str) -> bool:
    """Tell whether a part's name would lie outside of a folder that it is unpacked to."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ":" in plain or "\0" in plain or ".." in plain.split("/")


def _scan_sheet(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Scanned:
    plain = _scan_plain(packed, part)
    return _scan_closely(packed, part) if plain is None else plain


def _scan_plain(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Scanned | None:
    """Count the rows of a sheet that has nothing but plain cells, without parsing; None for any other."""
    found = _PlainCount()
    read = 0
    rest = b""
    with packed.open(part) as stream:
        for chunk in _chunks(stream):
            read += len(chunk)
            if read > part.file_size:
                raise NoSheetError(Why.TOO_MUCH_INSIDE)
            text = rest + chunk
            whole = text.rfind(b"<")
            text, rest = text[:whole], text[whole:]
            if _STRANGE.search(text) or (not found.rows and b"\0" in text):
                return None
            found.add(text)
    if _STRANGE.search(rest) or not found.rows:
        return None
    return found.end()


class _PlainCount:
    """Counts rows, columns and cells in the text of plain cells; places may come twice."""

    def __init__(self) -> None:
        self.rows = self._begun = self._cells = self._shared = 0
        self._columns: set[bytes] = set()

    def add(self, text: bytes) -> None:
        numbers = _ROW.findall(text)
        deep = _DEEP.findall(text)
        if any(len(number) > _DIGITS for number in deep):
            raise NoSheetError(Why.TOO_MANY_ROWS)
        self.rows = max(self.rows, *map(int, numbers), *map(int, deep), 0)
        self._begun += len(numbers)
        self._cells += text.count(b"<c ")
        self._shared += text.count(_SHARED)
        self._columns.update(_WIDE.findall(text))
        if max(self.rows, self._begun) > ROWS or self._cells > self._begun * COLUMNS:
            raise NoSheetError(Why.TOO_MANY_ROWS)

    def end(self) -> Scanned:
        widest = (column_number(letters.decode()) for letters in self._columns)
        columns = max(_SINGLE_LETTERS, *widest, 0)
        return Scanned(self.rows, columns, self._shared)


def _scan_closely(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> Scanned:
    reader = _SheetReader()
    read = 0
    with packed.open(part) as stream:
        for chunk in _chunks(stream):
            read += len(chunk)
            if read > part.file_size:
                raise NoSheetError(Why.TOO_MUCH_INSIDE)
            reader.feed(chunk)
    return reader.end()


def _chunks(stream: Any) -> Iterator[bytes]:  # noqa: ANN401 - a binary stream
    while chunk := stream.read(_CHUNK):
        yield chunk


class _SheetReader:
    """Counts the rows and columns of a sheet that streams by, and keeps the text of its formulas."""

    def __init__(self) -> None:
        self.found = Scanned()
        self._row = self._column = self._begun = self._cells = 0
        self._text: list[str] | None = None
        self._shared: dict[str, str] = {}
        self._index = ""
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._refuse

    def feed(self, chunk: bytes) -> None:
        self._parser.Parse(chunk, False)  # noqa: FBT003 - expat's own

    def end(self) -> Scanned:
        self._parser.Parse(b"", True)  # noqa: FBT003 - expat's own
        return self.found

    def _refuse(self, *_: Any) -> None:  # noqa: ANN401 - expat's own
        """Refuse a document type: spreadsheets have none, and entities come by it."""
        raise NoSheetError(Why.BROKEN)

    def _start(self, name: str, given: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "c":
            self._cell(given.get("r"))
            self.found.shared += given.get("t") == "s"
        elif name == "row":
            self._begin_row(given.get("r"))
        elif name == "f":
            self._text = []
            self._index = given.get("si", "")
            self._parser.CharacterDataHandler = self._text.append

    def _begin_row(self, number: str | None) -> None:
        if number and not (number.isdecimal() and len(number) <= _DIGITS):
            raise NoSheetError(Why.BROKEN)
        self._row = int(number) if number else self._row + 1
        self._column = self._cells = 0
        self._begun += 1
        if self._begun > ROWS:
            raise NoSheetError(Why.TOO_MANY_ROWS)

    def _cell(self, place: str | None) -> None:
        self._column += 1
        self._cells += 1
        found = _CELL.fullmatch(place) if place else None
        if found:
            self._column, self._row = column_number(found[1]), int(found[2])
        elif place:
            raise NoSheetError(Why.BROKEN)
        self.found.rows = max(self.found.rows, self._row)
        self.found.columns = max(self.found.columns, self._column)
        if self._row > ROWS or max(self._column, self._cells) > COLUMNS:
            raise NoSheetError(Why.TOO_MANY_ROWS)

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] != "f" or self._text is None:
            return
        text = "".join(self._text)
        if self._index:
            text = self._shared.setdefault(self._index, text)
        self._parser.CharacterDataHandler = None
        self._text = None
        if text:
            self.found.formulas[self._row - 1, self._column - 1] = f"={text}"


def column_number(letters: str) -> int:
    """Return a column's number from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column numbered from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

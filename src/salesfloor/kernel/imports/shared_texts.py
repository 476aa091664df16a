"""How much the texts come to that cells of a workbook share: the reader copies them for each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from salesfloor.kernel.imports.unusable import NoSheetError, Why

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Mapping

    from salesfloor.kernel.imports.scanning import Scanned

_PART: Final = "xl/sharedstrings.xml"
_CHUNK: Final = 1 << 18
_CELL: Final = 32_767
"""Characters of one cell, as spreadsheets have it."""


def check(packed: zipfile.ZipFile, sheets: Mapping[str, Scanned], *, most: int) -> None:
    """Refuse a workbook whose cells come to more characters than `most` by the texts that they share.

    The cells are looked at one by one only where all of them with the longest text would be too much.

    :raises NoSheetError: for too much, and a text longer than a cell can be.
    """
    parts = {part.filename.casefold(): part for part in packed.infolist()}
    sharing = {name: sheet for name, sheet in sheets.items() if sheet.shared}
    if not sharing or _PART not in parts:
        return
    texts = _Texts()
    _read(packed, parts[_PART], texts)
    longest = max(texts.lengths, default=0)
    if longest > _CELL:
        raise NoSheetError(Why.TOO_MUCH_INSIDE)
    if longest * sum(sheet.shared for sheet in sharing.values()) <= most:
        return
    used = _Used(texts.lengths, most)
    for name in sharing:
        _read(packed, parts[name], used)


def _read(packed: zipfile.ZipFile, part: zipfile.ZipInfo, reader: _Texts | _Used) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _refuse
    with packed.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)  # noqa: FBT003 - expat's own
    parser.Parse(b"", True)  # noqa: FBT003 - expat's own


def _refuse(*_: Any) -> None:  # noqa: ANN401 - expat's own
    raise NoSheetError(Why.BROKEN)


class _Texts:
    """Measures each of the shared texts."""

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self._is_text = False

    def start(self, name: str, _: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "si":
            self.lengths.append(0)
        self._is_text = local == "t"

    def text(self, text: str) -> None:
        if self._is_text and self.lengths:
            self.lengths[-1] += len(text)

    def end(self, _: str) -> None:
        self._is_text = False


class _Used:
    """Sums the lengths of the texts that cells name."""

    def __init__(self, lengths: list[int], most: int) -> None:
        self._lengths = lengths
        self._left = most
        self._is_shared = self._is_value = False
        self._number = ""

    def start(self, name: str, given: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._is_shared = given.get("t") == "s"
        self._is_value = local == "v" and self._is_shared
        self._number = ""

    def text(self, text: str) -> None:
        if self._is_value:
            self._number += text

    def end(self, _: str) -> None:
        number, self._number = self._number.strip(), ""
        if not (self._is_value and number.isdecimal() and len(number) <= 9):  # noqa: PLR2004 - of any file
            return
        self._is_value = False
        place = int(number)
        self._left -= self._lengths[place] if place < len(self._lengths) else 0
        if self._left < 0:
            raise NoSheetError(Why.TOO_MUCH_INSIDE)

"""Finding the table in a sheet: its title with the year, its header of one line or two, its rows of data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from salesfloor.kernel.imports import cells
from salesfloor.kernel.imports.scanning import column_letters, column_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from salesfloor.kernel.imports.kinds import SheetKind
    from salesfloor.kernel.imports.workbooks import Cells, Sheet

DEEPEST_HEADER: Final = 20
_YEAR: Final = re.compile(r"(?<!\d)(20\d{2})\s*(?:年|[-./]\s*\d{1,2}|(?=\D|$))")
_DAY: Final = re.compile(r"(20\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})")
_BRACKETS: Final = re.compile(r"\([^()]*\)|【[^】]*】|\[[^\]]*\]")
_LEFT_OUT: Final = re.compile(r"[\s::、。./*_\-]+")
FOOT: Final = re.compile("合计|小计|总计|注|备注[:：]")
"""What a row of sums or a note begins with."""
WIDER_FOOT: Final = re.compile("合计|小计|总计|平均|备注|说明|制表|注(?:意|释|明|[^一-鿿]|$)")
"""The same where averages and whoever drew the sheet up stand below it, too; 注塑机 is a thing."""
_DITTO: Final = frozenset({"同上", "〃", '"', "″", "''"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read: which field, where, and what its header and the title say of its values."""

    field: str
    index: int
    header: str
    factor: int = 1
    year: int | None = None

    @property
    def letters(self) -> str:
        """Return the column's letters."""
        return column_letters(self.index + 1)


@dataclass(slots=True)
class Table:
    """A sheet's table once its header is found."""

    sheet: str
    kind: SheetKind | None
    header_row: int | None = None
    """The header's row from 1; of two lines the lower one."""
    columns: dict[str, Column] = field(default_factory=dict)
    headers: list[str] = field(default_factory=list)
    title: str = ""
    rest: Iterator[tuple[int, Cells]] = field(default_factory=lambda: iter(()))

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Yield the rows of data with their numbers from 1, once: no sums, notes or blank rows."""
        foot = self.kind.foot if self.kind else FOOT
        carries = self.kind is not None and self.kind.carries
        above: Cells = []
        for number, row in self.rest:
            if is_data(row, foot):
                above = _carried(above, row) if carries else row
                yield number + 1, above


def is_data(row: Cells, foot: re.Pattern[str]) -> bool:
    """Tell whether a row holds data: sums, notes and empty rows are none."""
    first = next((cells.plain(one) for one in row if not cells.is_empty(one)), None)
    return first is not None and foot.match(first) is None


def _carried(above: Cells, row: Cells) -> Cells:
    """Return a row with the value above where a cell says that it is the same."""
    return [
        above[index] if index < len(above) and cells.plain(cell) in _DITTO else cell
        for index, cell in enumerate(row)
    ]


def bare(header: str) -> str:
    """Return a header as it is compared: without units in brackets, spaces and marks."""
    return _LEFT_OUT.sub("", _BRACKETS.sub("", cells.plain(header)))


def find(sheet: Sheet, kinds: Sequence[SheetKind], remembered: Mapping[str, Any] | None) -> Table:
    """Find the table of a sheet: whose kind its name says, or else its headers, and where it begins."""
    rows = sheet.numbered()
    top: list[tuple[int, Cells]] = []
    for number, row in rows:
        top.append((number, row))
        if len(top) > DEEPEST_HEADER:
            break
    named = next((kind for kind in kinds if kind.is_named(sheet.name)), None)
    candidates = [named] if named else list(kinds)
    found = [(kind, _header(top, kind, sheet)) for kind in candidates]
    fitting = [(kind, header) for kind, header in found if header is not None]
    if not fitting:
        return Table(sheet.name, named)
    kind, (at, headers) = max(fitting, key=lambda one: _fit(one[0], one[1][1], _words(top)))
    title = " ".join(_words(top[:at]))
    table = Table(sheet.name, kind, at + 1, headers=headers, title=title)
    mapped = _mapped(kind, headers, remembered or {})
    table.columns = columns_of(kind, headers, mapped, _year(f"{title} {sheet.name}"))
    table.rest = _after(top, at, rows)
    return table


def _after(
    top: list[tuple[int, Cells]], at: int, rows: Iterator[tuple[int, Cells]]
) -> Iterator[tuple[int, Cells]]:
    yield from (one for one in top if one[0] > at)
    yield from rows


def _words(rows: Iterable[tuple[int, Cells]]) -> list[str]:
    return [cells.plain(one) for _, row in rows for one in row if not cells.is_empty(one)]


def _fit(kind: SheetKind, headers: list[str], words: list[str]) -> tuple[bool, int, bool]:
    """Say how well a kind fits: all that it needs, the title's own word, most names known."""
    known = {kind.field_named(one) for one in headers} - {None}
    needed = {one.name for one in kind.fields if one.is_needed}
    return needed <= known, len(known), any(kind.is_named(word) for word in words)


def _header(
    top: list[tuple[int, Cells]], kind: SheetKind, sheet: Sheet
) -> tuple[int, list[str]] | None:
    """Return the row of the header from 0 and its texts; where it has two lines, the lower one."""
    for index, (number, row) in enumerate(top[:DEEPEST_HEADER]):
        own = [cells.plain(one) for one in row]
        below = top[index + 1] if index + 1 < len(top) else None
        both = _two_lines(own, below, number, sheet)
        if both is not None and _is_header(both, kind):
            return number + 1, both
        if _is_header(own, kind):
            return number, own
    return None


def _is_header(headers: list[str], kind: SheetKind) -> bool:
    """Tell whether a row heads a table: enough of its names are known, or all that the kind needs stand there."""
    needed = {one.name for one in kind.fields if one.is_needed}
    has_needed = len(needed) > 1 and needed <= {kind.field_named(one) for one in headers}
    return has_needed or _known(headers, kind) >= kind.least


def _two_lines(
    upper: list[str], below: tuple[int, Cells] | None, number: int, sheet: Sheet
) -> list[str] | None:
    """Return the header that two lines make together, where merged cells say that they belong together."""
    tall = {left for (t, left), (b, _) in sheet.merged if t == number and b == number + 1}
    wide = {
        (left, right) for (t, left), (b, right) in sheet.merged if t == b == number and right > left
    }
    if below is None or not (tall or wide) or sum(map(bool, upper)) == 1:  # a title stands alone
        return None
    lower = [cells.plain(one) for one in below[1]]
    under_wide = any(lower[left : right + 1].count("") < right + 1 - left for left, right in wide)
    if not tall and not under_wide:
        return None
    if wide and not under_wide:
        return None
    spread = list(upper)
    for left, right in wide:
        for column in range(left, min(right + 1, len(spread))):
            spread[column] = upper[left]
    return [low or high for low, high in zip(lower, spread, strict=False)]


def _known(headers: list[str], kind: SheetKind) -> int:
    return sum(kind.field_named(one) is not None or bare(one) in kind.also_known for one in headers)


def key_of(kind: SheetKind, headers: Iterable[str]) -> str:
    """Return what names a row of headers: a mapping is remembered for it."""
    return f"{kind.name}|" + "|".join(bare(one) for one in headers)


def _mapped(
    kind: SheetKind, headers: list[str], remembered: Mapping[str, Mapping[str, str]]
) -> Mapping[str, str]:
    """Return the mapping confirmed for this row of headers; for another row, what its words were taken for.

    So a list with its columns in another order, or with one more, is read as the one before.
    """
    exact = remembered.get(key_of(kind, headers))
    if exact is not None:
        return exact
    named = {kind.field_named(one) for one in headers}
    words = _confirmed_words(kind, remembered)
    found: dict[str, str] = {}
    for index, header in enumerate(headers):
        field_name = words.get(bare(header))
        if field_name and field_name not in named and kind.field_named(header) is None:
            found.setdefault(field_name, column_letters(index + 1))
    return found


def _confirmed_words(
    kind: SheetKind, remembered: Mapping[str, Mapping[str, str]]
) -> dict[str, str]:
    """Return for which field people took the words over columns in sheets of this kind."""
    words: dict[str, str] = {}
    fields = {one.name for one in kind.fields}
    for key, columns in remembered.items():
        name, *headers = key.split("|")
        if name != kind.name:
            continue
        for field_name, said in columns.items():
            place = _place(said, headers)
            if place is not None and headers[place] and field_name in fields:
                words[headers[place]] = field_name
    return words


def _place(said: str, headers: Sequence[str]) -> int | None:
    try:
        return index_of(said, headers)
    except LookupError:
        return None


def columns_of(
    kind: SheetKind, headers: list[str], mapping: Mapping[str, str], year: int | None
) -> dict[str, Column]:
    """Return the column of each field: as somebody said it, else by its header."""
    found: dict[str, Column] = {}
    for index, header in enumerate(headers):
        name = kind.field_named(header)
        if name is not None and name not in found:
            found[name] = _column(name, index, header, year)
    for name, said in mapping.items():
        place = index_of(said, headers)
        found = {key: one for key, one in found.items() if key != name and one.index != place}
        if place is not None:
            found[name] = _column(name, place, headers[place], year)
    return found


def _column(name: str, index: int, header: str, year: int | None) -> Column:
    return Column(name, index, header, 10_000 if "万" in header else 1, year)


def index_of(said: str, headers: Sequence[str]) -> int | None:
    """Return the column that somebody named, by its letters or by its header; None for no column.

    :raises LookupError: there is none of that name.
    """
    if not said:
        return None
    wanted = bare(said)
    for index, header in enumerate(headers):
        if bare(header) == wanted:
            return index
    if re.fullmatch(r"[A-Za-z]{1,3}", said):
        index = column_number(said.upper()) - 1
        if index < len(headers):
            return index
    raise LookupError(said)


def _year(title: str) -> int | None:
    found = _YEAR.search(cells.plain(title))
    return int(found[1]) if found else None

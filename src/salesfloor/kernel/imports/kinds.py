"""What can come in: declared by the modules that it is about, each kind with its sheets and their fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.phrases import Phrase
from salesfloor.base.posts import MANAGERS, Post
from salesfloor.base.trades import Trade
from salesfloor.kernel.imports import cells
from salesfloor.kernel.imports.tables import FOOT, bare
from salesfloor.kernel.imports.unusable import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from salesfloor.base.commands import SiteActor
    from salesfloor.kernel.imports.cells import Reader
    from salesfloor.kernel.imports.running import Progress
    from salesfloor.kernel.imports.tables import Column, Table

REMEMBERED: Final = 5_000
"""So many different cells of a column are kept as they were read."""
IMPORTERS: Final = MANAGERS | {Post.ADMIN, Post.OPERATOR}


@dataclass(frozen=True, slots=True)
class SheetField:
    """A field of a sheet: the words that stand over it, how it is read, what an empty cell means."""

    name: str
    label: Phrase
    words: tuple[str, ...]
    read: Reader = cells.text
    missing: str = ""
    """The error of an empty cell; without it the field is not needed."""
    is_offered: bool = True
    """It can be chosen for a column whose header says nothing."""

    @property
    def is_needed(self) -> bool:
        """Tell whether a row is bad without it."""
        return bool(self.missing)


@dataclass(frozen=True)
class SheetKind:
    """A kind of sheet: the words by which its name says so, and its fields."""

    name: str
    label: Phrase
    titles: tuple[str, ...]
    fields: tuple[SheetField, ...]
    also_known: frozenset[str] = frozenset({"序号", "编号", "No"})
    """Headers that are known and not read."""
    least: int = 4
    """So many known names make a row the header."""
    foot: re.Pattern[str] = FOOT
    """What the first text of a row below the data begins with."""
    carries: bool = False
    """A cell that says so has the value of the one above it."""
    _by_word: dict[str, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Look fields up by the words over their columns."""
        for one in self.fields:
            self._by_word.update(dict.fromkeys(map(bare, one.words), one.name))

    def is_named(self, sheet: str) -> bool:
        """Tell whether a sheet's name says that it is of this kind."""
        return any(title in sheet for title in self.titles)

    def field_named(self, header: str) -> str | None:
        """Return the field over whose column a header stands."""
        return self._by_word.get(bare(header))


_NONE: Final[dict[str, Any]] = {}


class Row:
    """One row of data as it was read: its values by field, and what is wrong with its cells."""

    __slots__ = ("errors", "is_known", "mark", "number", "table", "values", "warnings")

    def __init__(self, table: int, number: int) -> None:
        self.table = table
        self.number = number
        self.values: dict[str, Any] = {}
        self.errors: tuple[tuple[str, str], ...] = ()
        self.warnings: tuple[tuple[str, str], ...] = ()
        self.is_known = False
        self.mark = b""
        """What makes the row the same row in another file."""

    def error(self, field_name: str, code: str) -> None:
        """Say that a cell that is needed is wrong."""
        self.errors += ((field_name, code),)

    def warn(self, field_name: str, code: str) -> None:
        """Say that something is odd about a cell, which does not stop the row."""
        self.warnings += ((field_name, code),)

    def get(self, field_name: str) -> Any:  # noqa: ANN401 - each field its type
        """Return a value, or None where there is none."""
        return self.values.get(field_name)

    def let_go(self) -> None:
        """Keep the values no longer: what is to come of them stands elsewhere by now."""
        self.values = _NONE

    @property
    def is_good(self) -> bool:
        """Tell whether the row can come in."""
        return not self.errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for beside the file: where, by whom, when, and the choices made before."""

    site_id: int
    actor: SiteActor
    at: datetime
    without_phone: str = "refuse"
    claims: str = "by_rule"
    renew_days: int = 0
    from_on: date | None = None


class Importing:
    """One import of a kind under way; modules that declare a kind subclass it."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.sheet_kinds: dict[int, str] = {}
        """The kind of each sheet that is read, by the sheet's place in the file."""
        self.columns: dict[int, Mapping[str, Column]] = {}
        """The columns of each sheet that is read."""
        self.titles: dict[int, str] = {}
        """What stands above the header of each sheet that is read, with the sheet's name."""

    def needs(self, sheet_field: SheetField) -> bool:
        """Tell whether a field is needed, by the choices that were made."""
        return sheet_field.is_needed

    def beside(self, tables: Iterable[Table]) -> None:
        """Look at the sheets of other kinds that stand in the same file."""

    def judge(self, row: Row) -> None:
        """Hold a row against what the site knows, once its cells are read."""

    def content(self, row: Row) -> str | None:
        """Return what makes the row the same row in another file, or None where that is judged otherwise."""
        del row
        return None

    def take(self, row: Row) -> None:
        """Take what is needed of a row once it is judged; a kind with many rows lets its values go here."""

    def judge_all(self, rows: list[Row]) -> None:
        """Hold the rows against each other, and mark those that are known."""

    def work_out(self, rows: list[Row], tables: list[Table], progress: Progress) -> None:
        """Work out what follows from the good rows that are not known; nothing is written yet."""

    def load(self, rows: list[Row], progress: Progress) -> int:
        """Let good rows in that are not known; return how many came in."""
        raise NotImplementedError

    def told(self) -> dict[str, Any]:
        """Return what the answer says beside the counts."""
        return {}


class RowByRow(Importing):
    """An import whose rows are known again by all that stands in them."""

    def content(self, row: Row) -> str:
        """Return the kind of sheet and each value that was read."""
        values = (f"{name}={value}" for name, value in sorted(row.values.items()))
        return "\x1f".join([self.sheet_kinds[row.table], *values])


@dataclass(frozen=True)
class ImportKind:
    """A kind of import: which sheets it takes, and what is done with them."""

    name: str
    label: Phrase
    hint: Phrase
    sheets: tuple[SheetKind, ...]
    importing: Callable[[Asked], Importing]
    may: frozenset[Post] = IMPORTERS
    trades: frozenset[Trade] | None = None
    """The trades of its sites; all without it."""
    back: str = ""
    """The page on which what came in is seen."""
    report: str = ""
    """A template that shows what the answer says of this kind alone, with what `shows` makes of it."""
    shows: Callable[[Mapping[str, Any], int], dict[str, Any]] | None = None
    """Gives the template its values, from the answer; at most so many rows of each kind."""


_KINDS: Final[dict[str, ImportKind]] = {}


def declare(kind: ImportKind) -> ImportKind:
    """Make a kind known; modules call it at the start."""
    _KINDS[kind.name] = kind
    return kind


def kinds() -> Mapping[str, ImportKind]:
    """Return every kind by its name."""
    return _KINDS


def sheet_kinds() -> list[SheetKind]:
    """Return every kind of sheet, each once."""
    found: dict[str, SheetKind] = {}
    for kind in _KINDS.values():
        found |= {sheet.name: sheet for sheet in kind.sheets}
    return list(found.values())


class RowReader:
    """Reads the rows of one table; a cell that stands there again is not read again."""

    def __init__(self, table: Table, index: int, importing: Importing) -> None:
        self._index = index
        fields = table.kind.fields if table.kind else ()
        self._cells = [
            _CellReader(one, table.columns.get(one.name), is_needed=importing.needs(one))
            for one in fields
        ]

    def read(self, number: int, row: list[Any]) -> Row:
        """Read the cells of a row by the table's columns."""
        found = Row(self._index, number)
        for cell in self._cells:
            cell.read(found, row)
        return found


def read_row(table: Table, index: int, number: int, row: list[Any], importing: Importing) -> Row:
    """Read the cells of one row by the table's columns."""
    return RowReader(table, index, importing).read(number, row)


class _CellReader:
    """Reads one column; days, times, areas and names come again and again."""

    __slots__ = ("_column", "_field", "_is_needed", "_read")

    def __init__(self, one: SheetField, column: Column | None, *, is_needed: bool) -> None:
        self._field = one
        self._column = column
        self._is_needed = is_needed
        self._read: dict[tuple[type, Any], tuple[bool, Any]] = {}

    def read(self, row: Row, cells_of_row: list[Any]) -> None:
        """Read the column's cell into a row."""
        one, column = self._field, self._column
        cell = ""
        if column is not None and column.index < len(cells_of_row):
            cell = cells_of_row[column.index]
        key = (type(cell), cell)
        told = self._read.get(key)
        if told is None:
            told = self._told(cell)
            if len(self._read) < REMEMBERED:
                self._read[key] = told
        is_read, value = told
        if is_read:
            row.values[one.name] = value
        elif value is not None:
            (row.error if self._is_needed else row.warn)(one.name, value)

    def _told(self, cell: Any) -> tuple[bool, Any]:  # noqa: ANN401 - any cell
        """Return a cell's value, or else the code of its error; nothing where it may be empty."""
        if self._column is None or cells.is_empty(cell):
            return False, self._field.missing if self._is_needed else None
        try:
            return True, self._field.read(cell, self._column)
        except UnreadableError as error:
            return False, error.code

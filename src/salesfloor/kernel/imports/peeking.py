"""Looking at a sent file for a page: headers, the columns as they are read, samples, what bad cells say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from salesfloor.kernel.imports import cells, tables, workbooks
from salesfloor.kernel.imports.kinds import sheet_kinds
from salesfloor.kernel.imports.running import apply_mapping, remembered
from salesfloor.kernel.imports.scanning import column_letters, column_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from salesfloor.kernel.imports.kinds import ImportKind, SheetField
    from salesfloor.kernel.imports.models import SentFile

SAMPLES: Final = 3
SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class ColumnSeen:
    """A column of a sheet: its letters, its header, what stands in it."""

    letters: str
    header: str
    sample: str


@dataclass(frozen=True, slots=True)
class FieldSeen:
    """A field of a kind of sheet, and the column in which it is read."""

    field: SheetField
    letters: str


@dataclass(slots=True)
class SheetPeeked:
    """A sheet as the page of the mapping shows it."""

    name: str
    columns: list[ColumnSeen] = field(default_factory=list)
    fields: list[FieldSeen] = field(default_factory=list)


@dataclass(slots=True)
class Peeked:
    """What a page shows of a file."""

    sheets: list[SheetPeeked] = field(default_factory=list)
    said: dict[tuple[str, str], str] = field(default_factory=dict)
    """What bad cells say, by sheet and cell."""
    others: set[str] = field(default_factory=set)
    """Kinds of sheets that stand in the file and belong to another kind of import."""


def peek(
    sent: SentFile,
    kind: ImportKind,
    mapping: Mapping[str, Mapping[str, str]],
    errors: Iterable[Mapping[str, Any]],
) -> Peeked:
    """Look at the sheets of a kind and at the cells that are wrong, as many as a page shows."""
    wanted: dict[str, dict[int, list[str]]] = {}
    for error in errors:
        if error["cell"]:
            wanted.setdefault(error["sheet"], {}).setdefault(error["row"], []).append(error["cell"])
    found = Peeked()
    known = remembered(sent.site_id)
    for sheet in workbooks.sheets_of(bytes(sent.content), sent.name):
        table = tables.find(sheet, sheet_kinds(), known)
        if table.kind is None or table.header_row is None:
            continue
        if table.kind not in kind.sheets:
            found.others.add(table.kind.name)
            continue
        apply_mapping(table, mapping.get(sheet.name, {}))
        samples = _read(table, wanted.get(sheet.name, {}), found.said)
        found.sheets.append(_sheet(table, samples))
    return found


def _read(
    table: tables.Table, wanted: Mapping[int, list[str]], said: dict[tuple[str, str], str]
) -> list[list[Any]]:
    """Note what the cells of those rows say; return the first rows as samples."""
    last = max(wanted, default=0)
    samples: list[list[Any]] = []
    for number, row in table.rows():
        if len(samples) < SAMPLES:
            samples.append(row)
        elif number > last:
            break
        for cell in wanted.get(number, ()):
            place = column_number("".join(filter(str.isalpha, cell))) - 1
            if place < len(row):
                said[table.sheet, cell] = cells.as_typed(row[place])
    return samples


def _sheet(table: tables.Table, samples: list[list[Any]]) -> SheetPeeked:
    columns = [
        ColumnSeen(column_letters(index + 1), header, _sample(samples, index))
        for index, header in enumerate(table.headers)
    ]
    fields = [
        FieldSeen(one, table.columns[one.name].letters if one.name in table.columns else "")
        for one in (table.kind.fields if table.kind else ())
        if one.is_offered or one.name in table.columns
    ]
    return SheetPeeked(table.sheet, columns, fields)


def _sample(samples: list[list[Any]], index: int) -> str:
    said = (cells.as_typed(row[index]) for row in samples if index < len(row))
    return "、".join(one for one in said if one)[:60]

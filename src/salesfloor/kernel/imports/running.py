"""An import from the file to the report: read, judge, know again, let in, all within one transaction."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Protocol

from salesfloor.base.phrases import phrase
from salesfloor.base.refusals import bad_input
from salesfloor.base.sql import bytes_array, execute, fetch_all
from salesfloor.kernel.imports import tables, workbooks
from salesfloor.kernel.imports.kinds import RowReader, sheet_kinds
from salesfloor.kernel.imports.models import Mapping as Remembered
from salesfloor.kernel.imports.unusable import SENTENCES, NoSheetError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from salesfloor.kernel.imports.kinds import Asked, Importing, ImportKind, Row
    from salesfloor.kernel.imports.tables import Table

TOLD_EVERY: Final = 500
_MANY: Final = 5_000
_MARK: Final = 20
_BRIEF: Final = 7
"""So many bytes of a fingerprint tell the rows of one file apart."""
_KNOWN: Final = """
    SELECT content FROM imports_knownrow WHERE site_id = %s AND content = ANY(%s::bytea[])
"""
_KEEP: Final = """
    INSERT INTO imports_knownrow (site_id, content, "at")
    SELECT %s, one, %s FROM unnest(%s::bytea[]) AS one ON CONFLICT DO NOTHING
"""


class Progress(Protocol):
    """Hears how far something has come."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take the step that is under way, how much of it is done, and how much there is."""


def unheard(step: str, done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(slots=True)
class Seen:
    """What was seen in a file: its sheets, the rows of those that were asked for, what is wrong with them."""

    tables: list[Table]
    rows: list[Row] = field(default_factory=list)

    def of_table(self, index: int) -> list[Row]:
        """Return the rows of one sheet."""
        return [row for row in self.rows if row.table == index]

    @property
    def good(self) -> list[Row]:
        """Return the rows that can come in and are not known."""
        return [row for row in self.rows if row.is_good and not row.is_known]

    @property
    def has_errors(self) -> bool:
        """Tell whether any row is bad."""
        return any(row.errors for row in self.rows)


def look_through(
    *,
    content: bytes,
    name: str,
    kind: ImportKind,
    importing: Importing,
    mapping: Mapping[str, Mapping[str, str]],
    progress: Progress,
) -> Seen:
    """Read a file and judge its rows; nothing is written.

    :raises Refused: `input` for a file that is none, or a mapping to columns that are not there.
    """
    try:
        return _look_through(content, name, kind, importing, mapping, progress)
    except NoSheetError as error:
        raise bad_input(SENTENCES[error.why]) from error


def _look_through(  # noqa: PLR0917 - as above
    content: bytes,
    name: str,
    kind: ImportKind,
    importing: Importing,
    mapping: Mapping[str, Mapping[str, str]],
    progress: Progress,
) -> Seen:
    wanted = {one.name for one in kind.sheets}
    known = remembered(importing.asked.site_id)
    seen = Seen([])
    beside: list[Table] = []
    pending: list[tuple[int, Table]] = []
    for index, sheet in enumerate(workbooks.sheets_of(content, name)):
        table = tables.find(sheet, sheet_kinds(), known)
        apply_mapping(table, mapping.get(sheet.name, {}))
        seen.tables.append(table)
        if table.kind is not None and table.header_row is not None:
            if table.kind.name in wanted:
                pending.append((index, table))
            else:
                beside.append(table)
    importing.beside(beside)
    importing.sheet_kinds = {index: table.kind.name for index, table in pending if table.kind}
    importing.columns = {index: table.columns for index, table in pending}
    importing.titles = {index: f"{table.title} {table.sheet}" for index, table in pending}
    marks = _Marks()
    for index, table in pending:
        reader = RowReader(table, index, importing)
        for number, row in _told(table.rows(), progress):
            read = reader.read(number, row)
            importing.judge(read)
            marks.put_on(read, importing)
            importing.take(read)
            seen.rows.append(read)
    del marks
    progress("judge", 0, 0)
    importing.judge_all(seen.rows)
    _know_again(importing, seen.rows)
    importing.work_out(seen.good, seen.tables, progress)
    return seen


def _told(
    rows: Iterator[tuple[int, list[Any]]], progress: Progress
) -> Iterator[tuple[int, list[Any]]]:
    for count, one in enumerate(rows, start=1):
        if count % TOLD_EVERY == 0:
            progress("read", count, 0)
        yield one


def apply_mapping(table: Table, said: Mapping[str, str]) -> None:
    """Read fields in the columns that somebody said.

    :raises Refused: `input` for a field or a column that is not there.
    """
    if not said or table.kind is None or table.header_row is None:
        return
    known = {one.name for one in table.kind.fields}
    for name in said:
        if name not in known:
            sentence = phrase("A sheet of this kind has no field {name}.", name=name)
            raise bad_input(sentence)
    years = [one.year for one in table.columns.values()]
    mapping = {one.field: one.letters for one in table.columns.values()} | dict(said)
    try:
        table.columns = tables.columns_of(
            table.kind, table.headers, mapping, years[0] if years else None
        )
    except LookupError as error:
        sentence = phrase("The sheet has no column {name}.", name=str(error.args[0]))
        raise bad_input(sentence) from error


def remembered(site_id: int) -> dict[str, dict[str, str]]:
    """Return the mappings that were confirmed at a site, by their rows of headers."""
    rows = Remembered.objects.filter(site_id=site_id)
    return dict(rows.values_list("headers", "columns"))


def remember_mapping(asked: Asked, seen: Seen, mapping: Mapping[str, Mapping[str, str]]) -> None:
    """Keep the mapping that somebody confirmed, for the site and that row of headers."""
    for table in seen.tables:
        said = mapping.get(table.sheet)
        if said and table.kind is not None and table.header_row is not None:
            Remembered.objects.update_or_create(
                site_id=asked.site_id,
                headers=tables.key_of(table.kind, table.headers),
                defaults={"columns": dict(said), "by": asked.actor.code, "at": asked.at},
            )


# Knowing rows again -----------------------------------------------------------------------------------


def _know_again(importing: Importing, rows: list[Row]) -> None:
    """Mark the rows that came in before: the n-th equal row of a file is the n-th equal one there."""
    for part in _parts([row for row in rows if row.mark]):
        found = fetch_all(_KNOWN, (importing.asked.site_id, bytes_array(row.mark for row in part)))
        known = {bytes(mark) for (mark,) in found}
        for row in part:
            row.is_known = row.is_known or row.mark in known


def keep_known(importing: Importing, rows: Iterable[Row]) -> None:
    """Remember that these rows came in."""
    for part in _parts([row for row in rows if row.mark]):
        values = bytes_array(row.mark for row in part)
        execute(_KEEP, (importing.asked.site_id, importing.asked.at, values))


class _Marks:
    """Marks good rows by what makes them the same row in another file, equal ones by their count."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._again: Counter[int] = Counter()

    def put_on(self, row: Row, importing: Importing) -> None:
        said = importing.content(row) if row.is_good else None
        if said is None:
            return
        plain = hashlib.sha256(said.encode()).digest()
        brief = int.from_bytes(plain[:_BRIEF])
        if brief in self._seen:
            self._again[brief] += 1
        self._seen.add(brief)
        count = 1 + self._again[brief]
        row.mark = hashlib.sha256(b"%b%d" % (plain, count)).digest()[:_MARK]


def _parts(rows: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(rows), _MANY):
        yield rows[start : start + _MANY]


def sorted_by(rows: Iterable[Row], key: Callable[[Row], Any]) -> list[Row]:
    """Return rows in an order that holds whatever the order of the file."""
    return sorted(rows, key=key)

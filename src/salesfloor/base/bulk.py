"""Many rows at once: one statement a thousand rows, whatever columns the table has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson

from salesfloor.base.sql import execute, fetch_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.db import models

MANY: Final = 2_000


def parts(rows: Iterable[Any], size: int = MANY) -> Iterator[list[Any]]:
    """Yield rows in parts of at most that size."""
    part: list[Any] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


def next_ids(model: type[models.Model], count: int) -> list[int]:
    """Return numbers for rows that are about to be inserted, in ascending order."""
    table = model._meta.db_table  # noqa: SLF001 - the API of models
    statement = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
    return sorted(int(number) for (number,) in fetch_all(statement, (table, count)))


def insert_rows(
    model: type[models.Model], rows: Iterable[Mapping[str, Any]], *, on_conflict: str = ""
) -> None:
    """Insert rows that are given by column; a column that is left out has the model's default.

    `on_conflict` is the statement's own clause for rows that are there already.
    """
    options = model._meta  # noqa: SLF001 - the API of models
    fields = [one for one in options.concrete_fields if not one.generated]
    names = ", ".join(f'"{one.column}"' for one in fields)
    defaults = {
        one.column: one.get_default() for one in fields if not one.primary_key and one.has_default()
    }
    blank = {
        one.column: ""
        for one in fields
        if one.column not in defaults and not one.null and one.empty_strings_allowed and one.blank
    }
    statement = (
        f'INSERT INTO "{options.db_table}" AS c ({names}) SELECT {names} '  # noqa: S608 - names of our own
        f'FROM json_populate_recordset(NULL::"{options.db_table}", %s::json) {on_conflict}'
    )
    for part in parts(rows):
        full = [{**blank, **defaults, **row} for row in part]
        if full and "id" not in full[0]:
            for number, row in zip(next_ids(model, len(full)), full, strict=True):
                row["id"] = number
        execute(statement, (orjson.dumps(full).decode(),))

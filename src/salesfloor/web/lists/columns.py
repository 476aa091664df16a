"""Columns of a list: the label, where the value comes from, how it is shown, where it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse

from salesfloor.base.phrases import Phrase
from salesfloor.web.language import said
from salesfloor.web.lists.cells import TEXT, Kind, Plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesfloor.web.lists.asking import Asked

Value = str | Callable[[Any, "Asked"], Any]
"""A path of attributes (`team.name`), or a function of the row and of who asks."""
Link = tuple[str, ...] | Callable[[Any, "Asked"], str]
"""A page's name and the attributes its address is made of, or a function that returns the address."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list, on the screen (`on_screen`), in files (`in_file`), or in both."""

    label: Phrase
    value: Value
    kind: Kind = TEXT
    link: Link | None = None
    is_main: bool = False
    """The words by which one knows the row: bold, and the head of its card on a phone."""
    on_screen: bool = True
    in_file: bool = True
    otherwise: str = ""
    """What the screen shows where there is no value."""

    def of(self, row: Any, asked: Asked) -> Any:  # noqa: ANN401 - a row and its value may be anything
        """Return the row's value."""
        if callable(self.value):
            return self.value(row, asked)
        return reduce(_part, self.value.split("."), row)

    def address(self, row: Any, asked: Asked) -> str:  # noqa: ANN401 - any row
        """Return where the cell leads; nothing where it leads nowhere."""
        if self.link is None:
            return ""
        if callable(self.link):
            return self.link(row, asked)
        page, *parts = self.link
        try:
            return reverse(page, args=[_part(row, part) for part in parts])
        except NoReverseMatch:
            return ""


def _part(row: Any, name: str) -> Any:  # noqa: ANN401 - any row
    if row is None:
        return None
    return row.get(name) if isinstance(row, dict) else getattr(row, name)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the screen shows it."""

    label: str
    shown: str
    address: str
    is_main: bool
    is_number: bool
    is_short: bool


def values_of(columns: Sequence[Column], rows: Sequence[Any], asked: Asked) -> list[list[Any]]:
    """Return the values of a page of rows, names in place of people's numbers and codes."""
    table = [[column.of(row, asked) for column in columns] for row in rows]
    for place, column in enumerate(columns):
        if column.kind.names is None:
            continue
        names = column.kind.names({line[place] for line in table} - {None, ""})
        for line in table:
            line[place] = names.get(line[place], line[place] or "")
    return table


def cells_of(columns: Sequence[Column], rows: Sequence[Any], asked: Asked) -> list[list[Cell]]:
    """Return a page of rows as the screen shows it."""
    labels = [said(column.label) for column in columns]
    table = values_of(columns, rows, asked)
    return [
        [
            Cell(
                label,
                column.kind.show(value) or column.otherwise,
                column.address(row, asked),
                column.is_main,
                column.kind.is_number,
                column.kind.is_short,
            )
            for column, label, value in zip(columns, labels, values, strict=True)
        ]
        for row, values in zip(rows, table, strict=True)
    ]


def plain_of(columns: Sequence[Column], rows: Sequence[Any], asked: Asked) -> list[list[Plain]]:
    """Return a page of rows as a spreadsheet holds it."""
    table = values_of(columns, rows, asked)
    return [
        [column.kind.plain(value) for column, value in zip(columns, values, strict=True)]
        for values in table
    ]

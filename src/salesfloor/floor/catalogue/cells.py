"""The floors of the price board as text: thousands of cells stand on a page, so none is a template of its own."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString

from salesfloor.base.phrases import phrase
from salesfloor.floor.catalogue.choices import UnitState
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.floor.catalogue.board import Cell, FloorRow

_ANY: Final = "-"
_IS_OFF: Final = " is-off"


class Writer:
    """Writes floors in the reader's language; addresses and words are looked up once a page."""

    def __init__(self, *, sees_withheld: bool) -> None:
        """Prepare the words; `sees_withheld` tells whether prices of withheld units are shown."""
        self._sees_withheld = sees_withheld
        self._address = reverse("catalogue:unit", args=[_ANY]).removesuffix(f"{_ANY}/")
        self._words = {state: escape(said(state.label)) for state in UnitState}
        self._overdue = escape(said(phrase("overdue")))
        self._hours = cache(lambda hours: escape(said(phrase("{n} h", n=hours))))

    def floors(self, rows: Iterable[FloorRow]) -> SafeString:
        """Return the floors of a stair; whatever a site wrote is escaped here."""
        return SafeString("".join(map(self._floor, rows)))

    def _floor(self, row: FloorRow) -> str:
        number = "–" if row.floor is None else escape(said(phrase("F{n}", n=row.floor)))
        cells = "".join(map(self._cell, row.cells))
        return (
            f'<div class="floor-row{"" if row.has_wanted else _IS_OFF}">'
            f'<span class="floor-no">{number}</span><div class="rooms">{cells}</div></div>'
        )

    def _cell(self, cell: Cell) -> str:
        state, layout = self._words[cell.state], escape(cell.layout)
        marks = f"{' is-overdue' if cell.is_overdue else ''}{'' if cell.is_wanted else _IS_OFF}"
        is_hidden = cell.state is UnitState.WITHHELD and not self._sees_withheld
        return (
            f'<a class="u is-{cell.state.value}{marks}" href="{self._address}{quote(cell.code)}/"'
            f' title="{escape(cell.code)} · {layout} · {state}">'
            f"<b>{escape(cell.room)}</b><i>{self._sign(cell)}</i><small>{cell.area}</small>"
            f"<span>{'' if is_hidden else cell.price}</span></a>"
        )

    def _sign(self, cell: Cell) -> str:
        """Return the word that says the state beside its colour."""
        if cell.is_overdue:
            return self._overdue
        if cell.hours_left is not None:
            return self._hours(cell.hours_left)
        return "" if cell.state is UnitState.AVAILABLE else self._words[cell.state]

"""The cells of the price board as text: thousands stand on a page, so none is a template of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from django.urls import reverse
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString

from salesfloor.base.phrases import phrase
from salesfloor.floor.catalogue.choices import UnitState
from salesfloor.web.language import said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.floor.catalogue.board import Cell

_CELL: Final = (
    '<a class="u is-{}{}{}" href="{}{}/" title="{} · {} · {}">'
    "<b>{}</b><i>{}</i><small>{}</small><span>{}</span></a>"
)
_ANY: Final = "-"
_NOTHING, _IS_OVERDUE, _IS_OFF = map(SafeString, ("", " is-overdue", " is-off"))
"""Escaped once and not in every cell: that costs more than writing the cells."""


class Writer:
    """Writes cells in the reader's language; addresses and words are looked up once a page."""

    def __init__(self, *, sees_withheld: bool) -> None:
        """Prepare the words; `sees_withheld` tells whether prices of withheld units are shown."""
        self._sees_withheld = sees_withheld
        self._address = SafeString(reverse("catalogue:unit", args=[_ANY]).removesuffix(f"{_ANY}/"))
        self._words = {state: conditional_escape(said(state.label)) for state in UnitState}
        self._overdue = conditional_escape(said(phrase("overdue")))

    def row(self, cells: Iterable[Cell]) -> SafeString:
        """Return the cells of a floor."""
        return format_html_join("", _CELL, (self._facts(cell) for cell in cells))

    def _facts(self, cell: Cell) -> tuple[object, ...]:
        is_hidden = cell.state is UnitState.WITHHELD and not self._sees_withheld
        return (
            SafeString(cell.state.value),
            _IS_OVERDUE if cell.is_overdue else _NOTHING,
            _NOTHING if cell.is_wanted else _IS_OFF,
            self._address,
            SafeString(quote(cell.code)),
            cell.code,
            cell.layout,
            self._words[cell.state],
            cell.room,
            self._sign(cell),
            cell.area,
            _NOTHING if is_hidden else cell.price,
        )

    def _sign(self, cell: Cell) -> str:
        """Return the word that says the state beside its colour."""
        if cell.is_overdue:
            return self._overdue
        if cell.hours_left is not None:
            return said(phrase("{n} h", n=cell.hours_left))
        return _NOTHING if cell.state is UnitState.AVAILABLE else self._words[cell.state]

"""The volumes of the registers as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesfloor.base.modules import books
from salesfloor.base.phrases import phrase
from salesfloor.kernel.registers.permissions import READERS, Scope
from salesfloor.kernel.registers.shelf import shelf
from salesfloor.web.lists import (
    CODE,
    MOMENT,
    NUMBER,
    SENTENCE,
    Asked,
    Column,
    Empty,
    List,
    OneOf,
    choice,
)

if TYPE_CHECKING:
    from salesfloor.kernel.registers.shelf import Volume
    from salesfloor.web.lists.filters import Pairs

STATES: Final = {
    "OPEN": phrase("in use"),
    "FULL": phrase("full"),
    "HANDED_IN": phrase("handed in"),
}


def _registers(asked: Asked) -> Pairs:
    there = {one.register.kind for one in shelf(asked.actor)}
    return [(kind, register.title) for kind, register in books().items() if kind in there]


def _rows(asked: Asked) -> list[Volume]:
    kind, status = asked.wanted["register"], asked.wanted["status"]
    return [
        volume
        for one in shelf(asked.actor)
        for volume in one.volumes
        if kind in {"", volume.kind} and status in {"", volume.status}
    ]


def _lines(volume: Volume, asked: Asked) -> int | None:
    """Return how many lines a volume has, to those who see it whole or its cover."""
    del asked
    return volume.lines if volume.scope in {Scope.WHOLE, Scope.COVER} else None


VOLUMES: Final = List(
    "volumes",
    phrase("Volumes of the registers"),
    may=READERS,
    rows=_rows,
    columns=(
        Column(phrase("Register"), "register.title", SENTENCE, is_main=True),
        Column(phrase("Volume"), "number", NUMBER, link=("registers:volume", "kind", "number")),
        Column(phrase("Whose book"), "holder"),
        Column(phrase("State"), "status", choice(STATES, {"OPEN": "good", "FULL": "warn"})),
        Column(phrase("Lines"), _lines, NUMBER),
        Column(phrase("Room for"), "size", NUMBER),
        Column(phrase("Opened"), "opened_at", MOMENT),
        Column(phrase("Full since"), "closed_at", MOMENT),
        Column(phrase("Handed in at"), "handed_in_at", MOMENT),
        Column(phrase("Fingerprint of the last line"), "fingerprint", CODE),
    ),
    filters=(
        OneOf("register", phrase("Register"), _registers, by_rows=True),
        OneOf("status", phrase("State"), list(STATES.items()), by_rows=True),
    ),
    empty=Empty(
        phrase("There are no books yet"),
        phrase("The first line that is written opens the first volume of its register."),
        "ti-books",
    ),
    clause="3.2.3.5",
    per_page=100,
)

"""Lines of an old book that come in together: a volume of their own, numbers that run on."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from salesfloor.base.china_time import iso
from salesfloor.base.sql import bytes_array, execute, fetch_one, text_array
from salesfloor.base.texts import composed
from salesfloor.kernel.registers import chain
from salesfloor.kernel.registers.models import Book
from salesfloor.kernel.registers.writing import hand_in
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.web.directory import names_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from salesfloor.base.commands import Actor

LARGEST: Final = 1000
"""Lines of a volume at most: within one transaction each line walks past all earlier versions of its book."""
_OPEN: Final = "SELECT id, first_no FROM register.open_volume(%s, %s, NULL, %s, %s, %s)"
_APPEND: Final = """
    SELECT register.append_old(%s, %s, %s, %s, %s, %s::timestamptz[], %s::text[], %s::text[],
        %s::integer[], %s::text[], %s::text[], %s::bytea[])
"""


@dataclass(frozen=True, slots=True)
class OldLine:
    """One line as the old book tells it: when, what, and the personal values beside it."""

    at: datetime
    body: Mapping[str, Any]
    personal: Mapping[str, str] = field(default_factory=dict)


class OldVolume:
    """A volume of a register that lines of an old book fill; the volume before it is closed and handed in.

    More lines than one volume holds fill several. `first_no` is the register number of the first line.
    Nobody is told that a volume is full.
    """

    def __init__(self, *, site_id: int, kind: str, size: int, actor: Actor, at: datetime) -> None:
        self.site_id = site_id
        self.actor = actor
        self.at = at
        running = Book.objects.filter(site_id=site_id, kind=kind, holder_id=None, status="OPEN")
        for book_id in running.values_list("pk", flat=True):
            hand_in(book_id=book_id, actor=actor, at=at)
        self._kind = kind
        self._left, self._room = size, 0
        self.first_no = self._open()

    def _open(self) -> int:
        """Open the next volume, as large as is needed; return the number of its first line."""
        size = min(self._left, LARGEST)
        row = fetch_one(_OPEN, (self.site_id, self._kind, size, self.at, self.actor.code))
        if row is None:
            raise AssertionError("the database opened a volume and did not say which")
        self._book_id = int(row[0])
        self._room = size
        return int(row[1])

    def append(self, lines: Sequence[OldLine]) -> None:
        """Write the next lines, with one statement for those of a volume."""
        while lines:
            if not self._room:
                self._open()
            part, lines = lines[: self._room], lines[self._room :]
            self._append(part)
            self._room -= len(part)
            self._left -= len(part)

    def _append(self, lines: Sequence[OldLine]) -> None:
        numbers: list[int] = []
        fields: list[str] = []
        values: list[str] = []
        salts: list[bytes] = []
        commitments: list[str] = []
        for number, line in enumerate(lines, start=1):
            told = []
            for name, value in sorted(line.personal.items()):
                if not value:
                    continue
                text, salt = composed(value), secrets.token_bytes(32)
                numbers.append(number)
                fields.append(name)
                values.append(text)
                salts.append(salt)
                told.append(f"{name}={chain.commitment(salt, name, text)}")
            commitments.append(" ".join(told))
        row = (
            self._book_id,
            self.at,
            self.actor.code,
            chain.session_mark(self.actor.session),
            rulebook.policies(self.site_id, self.at).serial,
            text_array(iso(line.at) for line in lines),
            text_array(chain.canonical(line.body, _codes) for line in lines),
            text_array(commitments),
            text_array(map(str, numbers)),
            text_array(fields),
            text_array(values),
            bytes_array(salts),
        )
        execute(_APPEND, row)


def _codes(numbers: Any) -> frozenset[str]:  # noqa: ANN401 - as `canonical` asks
    return frozenset(names_of(numbers))

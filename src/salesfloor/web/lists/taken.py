"""Who is told when rows of a list leave as a file: whose data the file holds is on record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from salesfloor.web.lists.cells import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from salesfloor.base.commands import Actor
    from salesfloor.web.lists.asking import Asked
    from salesfloor.web.lists.columns import Column


@dataclass(slots=True)
class Taken:
    """A list's file: who took it when, and the phones of the people whose data it holds."""

    listed: str
    """The list's name."""
    actor: Actor
    at: datetime
    """When it was asked for."""
    phones: set[str] = field(default_factory=set)
    began: float = field(default_factory=monotonic)

    @property
    def left_at(self) -> datetime:
        """Return when the file is whole: a long one is seconds later than it was asked for."""
        return self.at + timedelta(seconds=monotonic() - self.began)

    def add(self, columns: Sequence[Column], rows: Sequence[Any], asked: Asked) -> None:
        """Add the phones that stand in some of its rows."""
        for column in columns:
            if column.kind is PHONE:
                self.phones |= {column.of(row, asked) for row in rows} - {None, ""}


_TOLD: Final[list[Callable[[Taken], None]]] = []


def on_taken(told: Callable[[Taken], None]) -> Callable[[Taken], None]:
    """Tell a function of each file that holds people's data, before it leaves."""
    _TOLD.append(told)
    return told


def tell_taken(taken: Taken) -> None:
    """Tell of a file that is about to leave; one that holds nobody's data is nobody's business."""
    if taken.phones:
        for told in _TOLD:
            told(taken)

"""Kinds of escalation: what is said at each level, declared by the module that the matter belongs to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from salesfloor.kernel.deadlines import api as deadlines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime, timedelta

    from salesfloor.base.lines import RegisterLine
    from salesfloor.base.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Matter:
    """What a level says of its matter: clause, facts of the event, sentence of the message."""

    clause: str
    sentence: Phrase
    about: str
    """The subject of the message and of the record, as `finding:3`."""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of escalation.

    `line` is its line in a register, named like its event; `matter` says what a level is about; `every`
    gives the time between two levels, by the policies of the moment.
    """

    line: RegisterLine
    matter: Callable[[int], Matter]
    every: Callable[[int, int, datetime], timedelta]
    """Takes site, subject and the instant of the level before."""
    limit: deadlines.Limit = deadlines.Limit.DURATION
    """Levels follow the house rule of time of their first limit."""

    def is_over(self, due_at: datetime, at: datetime) -> bool:
        """Tell whether a level's limit is over for somebody who acts at that moment."""
        return due_at < at or (self.limit is deadlines.Limit.MOMENT and due_at == at)

    @property
    def name(self) -> str:
        """Return the name of the kind, which is that of its event."""
        return self.line.do


KINDS: Final[dict[str, Kind]] = {}


def declare(kind: Kind) -> Kind:
    """Register a kind of escalation.

    :raises ValueError: another one has the name.
    """
    known = KINDS.setdefault(kind.name, kind)
    if known is not kind:
        message = f"two kinds of escalation are called {kind.name}"
        raise ValueError(message)
    return kind

"""What happens when a deadline falls due: named handlers, declared by the modules they belong to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Final

from salesfloor.base.happenings import happening
from salesfloor.kernel.deadlines.models import Limit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from salesfloor.base.phrases import Phrase
    from salesfloor.kernel.deadlines.models import Deadline

    Handle = Callable[[Deadline, datetime], None]


class Phase(Enum):
    """In which order deadlines of one instant are judged: what closes before what opens.

    A claim that lapses, a loan or a day that ends close; a look at the floor, a round that is
    asked, a figure that is computed open.
    """

    CLOSING = "closing"
    OPENING = "opening"


@dataclass(frozen=True, slots=True)
class Handler:
    """A kind of deadline: the function that judges it, its house rule of time, its phase.

    The function gets the due instant and judges the state as of that instant, however late it runs.
    """

    name: str
    handle: Handle
    limit: Limit = Limit.MOMENT
    phase: Phase = Phase.CLOSING
    is_late_safe: bool = False
    """Whether commands answer alike before it has run: none at the site waits for it."""


HANDLERS: Final[dict[str, Handler]] = {}


def declare(declared: Handler) -> Handler:
    """Register a handler.

    :raises ValueError: another one has the name.
    """
    known = HANDLERS.setdefault(declared.name, declared)
    if known is not declared:
        message = f"two handlers are called {declared.name}"
        raise ValueError(message)
    return declared


def handler(
    name: str,
    *,
    word: Phrase,
    limit: Limit = Limit.MOMENT,
    phase: Phase = Phase.CLOSING,
    is_late_safe: bool = False,
) -> Callable[[Handle], Handle]:
    """Register the decorated function as the handler of that name; see `Handler`.

    `word` is what lists call it when it has happened.
    """
    happening(name, word)

    def register(function: Handle) -> Handle:
        declare(Handler(name, function, limit, phase, is_late_safe))
        return function

    return register

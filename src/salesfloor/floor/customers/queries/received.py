"""What receptions tell of customers: asked of the module above that keeps them, in its own statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


@dataclass(frozen=True, slots=True)
class Received:
    """How receptions are asked about a customer."""

    grades: str
    """The statement of the grades given to `{customer}`: grade, when (`at`), 0 (`word`), number (`id`)."""
    story: Callable[[int], Iterable[Sequence[Any]]]
    """The latest receptions of a customer, by number, as `story.Seen` takes them."""


_TOLD: Final[list[Received]] = []


def tells_received(told: Received) -> None:
    """Say how receptions are asked about a customer."""
    _TOLD[:] = [told]


def received() -> Received:
    """Return how receptions are asked about a customer."""
    return _TOLD[0]

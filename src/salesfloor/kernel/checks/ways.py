"""Lists that are done by a command of their own, such as the rounds of zones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Way:
    """Which command a list is done by about a subject, and the fields that the page sets."""

    command: str
    fields: dict[str, str]


WAYS: Final[dict[str, Callable[[str], Way]]] = {}
"""Code of a list -> the way of doing it about a subject."""

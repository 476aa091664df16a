"""What became of the thing that a question is about, as upper modules tell it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from salesfloor.base.phrases import Phrase

Outcome = Callable[[int, str], Phrase | None]
_BY_KIND: Final[dict[str, Outcome]] = {}


def tells_outcome(kind: str) -> Callable[[Outcome], Outcome]:
    """Let an upper module say of a thing of its kind, by site and name, what became of it."""

    def bind(told: Outcome) -> Outcome:
        _BY_KIND[kind] = told
        return told

    return bind


def outcome_of(site_id: int, subject: str) -> Phrase | None:
    """Return what became of a thing such as `reception:v1`; nothing where nobody tells or it goes on."""
    kind, _, name = subject.partition(":")
    told = _BY_KIND.get(kind)
    return told(site_id, name) if told else None

"""Which place a person falls back on when a reception's move is taken back (3.2.1.2).

A person's place in one queue is the last of the places held since signing in. Taking a reception
back removes the places that this reception gave, whatever came after it, and puts no earlier
snapshot back: a place that a later reception gave stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.floor.reception.rules.reasons import Move

RECEIVED: Final = frozenset({"turn", "override"})
"""Moves of the person who receives."""
_TO_TAIL: Final = RECEIVED | {"passed_over_absent"}
_GIVEN_BACK: Final = frozenset({"displaced", "undone", "returned", "known_later"})
_DAY_LEFT: Final = frozenset({"signed_out", "day_ended", "loan_ended"})


@dataclass(frozen=True, slots=True)
class _Held:
    """A place, and the reception whose turn gave it; signing in has none."""

    place: int
    ref: str
    why: str


def place_without(moves: Iterable[Move], ref: str, why: str) -> int | None:
    """Return the place of one person in one queue as if reception `ref` had not moved them.

    `moves` are the person's moves of the day in that queue, in their order; `why` says what takes
    the reception's move back. None for a person who is not in the queue.
    """
    held = _without(_held(moves), ref, why)
    return held[-1].place if held else None


def _held(moves: Iterable[Move]) -> list[_Held]:
    held: list[_Held] = []
    before: list[_Held] = []
    for move in moves:
        if move.why in _DAY_LEFT:
            before, held = held, []
        elif move.why == "came_back":
            held = before
        elif move.why in _GIVEN_BACK:
            held = _without(held, move.ref, move.why)
        elif move.why == "signed_in" and move.after is not None:
            held = [_Held(move.after, "", move.why)]
        elif move.why in _TO_TAIL and move.after is not None and move.after != move.before:
            held.append(_Held(move.after, move.ref, move.why))
    return held


def _without(held: list[_Held], ref: str, why: str) -> list[_Held]:
    removed = _TO_TAIL if why == "undone" else RECEIVED
    return [one for one in held if one.ref != ref or one.why not in removed]

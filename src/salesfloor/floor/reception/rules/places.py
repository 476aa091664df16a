"""Which place a person falls back on when a reception's move is taken back (3.2.1.2).

A person's place in one queue is the last of the places held since signing in. Taking a reception
back removes the places that this reception gave, whatever came after it, and puts no earlier
snapshot back: a place that a later reception gave stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.floor.reception.rules.moves import Why

if TYPE_CHECKING:
    from collections.abc import Iterable

    from salesfloor.floor.reception.rules.reasons import Move

RECEIVED: Final = frozenset({Why.TURN, Why.OVERRIDE})
"""Moves of the person who receives."""
_TO_TAIL: Final = RECEIVED | {Why.PASSED_OVER_ABSENT}
_GIVEN_BACK: Final = frozenset({Why.DISPLACED, Why.UNDONE, Why.RETURNED, Why.KNOWN_LATER})
_DAY_LEFT: Final = frozenset({Why.SIGNED_OUT, Why.DAY_ENDED, Why.LOAN_ENDED})


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
        elif move.why == Why.CAME_BACK:
            held = before
        elif move.why in _GIVEN_BACK:
            held = _without(held, move.ref, move.why)
        elif move.why == Why.SIGNED_IN and move.after is not None:
            held = [_Held(move.after, "", move.why)]
        elif move.why in _TO_TAIL and move.after is not None and move.after != move.before:
            held.append(_Held(move.after, move.ref, move.why))
    return held


def _without(held: list[_Held], ref: str, why: str) -> list[_Held]:
    removed = _TO_TAIL if why == Why.UNDONE else RECEIVED
    return [one for one in held if one.ref != ref or one.why not in removed]

"""Why somebody stands where they stand: the day's moves told as a chain (3.2.1.1, 3.2.1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesfloor.base.phrases import Phrase, phrase
from salesfloor.floor.reception.rules.moves import Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Move:
    """One change of one person's place, as it was written down."""

    at: datetime
    staff: int
    channel: str
    before: int | None
    after: int | None
    why: str
    by: str = ""
    ref: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Engagement:
    """A time in which somebody received or helped to receive a customer."""

    from_at: datetime
    until_at: datetime | None
    basis: str
    ref: str = ""

    def covers(self, at: datetime) -> bool:
        """Tell whether the engagement went on at that moment."""
        return self.from_at <= at and (self.until_at is None or at < self.until_at)


@dataclass(frozen=True, slots=True)
class Reason:
    """One link of the chain: what happened when, by which clause."""

    at: datetime
    clause: str
    sentence: Phrase
    ref: str = ""
    by: str = ""


def reason_of(move: Move) -> Reason:
    """Say in a sentence what a move was, with the clause it rests on."""
    why = Why(move.why)
    if why is Why.OVERRIDE and move.before == move.after:
        why = Why.OVERRIDE_KEPT
    sentence = phrase(why.label.template, before=move.before, after=move.after)
    return Reason(move.at, why.clause, sentence, move.ref, move.by)


def chain(
    staff: int, moves: Sequence[Move], engagements: Iterable[Engagement] = ()
) -> list[Reason]:
    """Tell how a person came to a place in one queue, from signing in to now.

    `moves` are all moves of that queue on the day, in their order: besides the person's own,
    the turns of colleagues show when the person was passed over and kept the place.
    """
    engagements = list(engagements)
    links = [*_own_moves(staff, moves), *_kept(staff, moves, engagements)]
    links += [
        Reason(one.from_at, Why(one.basis).clause, Why(one.basis).label, one.ref)
        for one in engagements
        if one.basis in {Why.OWN, Why.COURTESY}
    ]
    start = max((move.at for move in moves if _begins(move, staff)), default=None)
    return sorted(
        (link for link in links if start is None or link.at >= start), key=lambda link: link.at
    )


def _begins(move: Move, staff: int) -> bool:
    return move.staff == staff and move.why == Why.SIGNED_IN


def _own_moves(staff: int, moves: Iterable[Move]) -> Iterator[Reason]:
    return (reason_of(move) for move in moves if move.staff == staff)


def _kept(staff: int, moves: Iterable[Move], engagements: Sequence[Engagement]) -> Iterator[Reason]:
    """Find the turns that passed the person over without costing the place."""
    place: int | None = None
    for move in moves:
        if move.staff == staff:
            place = move.after
        elif move.why == Why.TURN and place is not None and (move.before or 0) > place:
            busy = any(one.covers(move.at) for one in engagements)
            why = Why.KEPT_BUSY if busy else Why.KEPT_AWAY
            sentence = phrase(why.label.template, after=place)
            yield Reason(move.at, why.clause, sentence, move.ref)

"""Why somebody stands where they stand: the day's moves told as a chain (3.2.1.1, 3.2.1.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesfloor.base.phrases import Phrase, marked, phrase

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


_TOLD: Final = {
    "signed_in": (marked("Signed in and took number {after}."), "3.2.1.1"),
    "signed_out": (marked("Signed out and gave up number {before}."), "3.2.1.1"),
    "came_back": (marked("Signing out was taken back: number {after} came back."), "3.2.1.1"),
    "loan_ended": (marked("The loan to this site ended: number {before} is free."), "3.1.2"),
    "day_ended": (marked("The day ended, and with it the rotation."), "3.2.1.1"),
    "turn": (marked("Received a customer in turn: number {before} became {after}."), "3.2.1.2"),
    "passed_over_absent": (
        marked("Away without leave when the turn came: number {before} became {after}."),
        "3.2.1.2",
    ),
    "override": (
        marked(
            "The manager gave a customer to this person; it counts as a turn: {before} became {after}."
        ),
        "3.2.1.2",
    ),
    "override_kept": (
        marked("The manager gave a known customer to this person; number {after} is kept."),
        "3.2.1.2",
    ),
    "displaced": (
        marked("The manager gave the customer to somebody else: number {after} came back."),
        "3.2.1.2",
    ),
    "undone": (marked("A wrong registration was taken back: number {after} came back."), "3.2.1.2"),
    "returned": (marked("The outcome gives the turn back: number {after} came back."), "3.2.1.2"),
    "known_later": (
        marked("The customer turned out to be a colleague's: number {after} came back."),
        "3.2.1.2",
    ),
    "turn_lost": (
        marked("Did not take the customer up in time: the turn is lost, number {after} stays."),
        "3.2.1.2",
    ),
    "kept_busy": (marked("The turn came during a reception: number {after} is kept."), "3.2.1.2"),
    "kept_away": (
        marked(
            "The turn passed by during leave, or held back by overdue work or a missing "
            "examination: number {after} is kept."
        ),
        "3.2.1.2",
    ),
    "own": (marked("Received an own customer, which costs no turn."), "3.2.4.1"),
    "courtesy": (
        marked("Received a colleague's customer as a courtesy, which costs no turn."),
        "3.2.4.5",
    ),
}


def reason_of(move: Move) -> Reason:
    """Say in a sentence what a move was, with the clause it rests on."""
    why = move.why
    if why == "override" and move.before == move.after:
        why = "override_kept"
    template, clause = _TOLD[why]
    sentence = phrase(template, before=move.before, after=move.after)
    return Reason(move.at, clause, sentence, move.ref, move.by)


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
        Reason(one.from_at, _TOLD[one.basis][1], phrase(_TOLD[one.basis][0]), one.ref)
        for one in engagements
        if one.basis in {"own", "courtesy"}
    ]
    start = max((move.at for move in moves if _begins(move, staff)), default=None)
    return sorted(
        (link for link in links if start is None or link.at >= start), key=lambda link: link.at
    )


def _begins(move: Move, staff: int) -> bool:
    return move.staff == staff and move.why == "signed_in"


def _own_moves(staff: int, moves: Iterable[Move]) -> Iterator[Reason]:
    return (reason_of(move) for move in moves if move.staff == staff)


def _kept(staff: int, moves: Iterable[Move], engagements: Sequence[Engagement]) -> Iterator[Reason]:
    """Find the turns that passed the person over without costing the place."""
    place: int | None = None
    for move in moves:
        if move.staff == staff:
            place = move.after
        elif move.why == "turn" and place is not None and (move.before or 0) > place:
            busy = any(one.covers(move.at) for one in engagements)
            template, clause = _TOLD["kept_busy" if busy else "kept_away"]
            yield Reason(move.at, clause, phrase(template, after=place), move.ref)

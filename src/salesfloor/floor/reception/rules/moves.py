"""Why a place in the rotation changed, or a reception left it alone: the word, its sentence, its clause."""

from __future__ import annotations

from typing import Self

from salesfloor.base.choices import UNNAMED, Choice
from salesfloor.base.phrases import Phrase, phrase


class Why(Choice):
    """What moved somebody, said of the places `before` and `after`."""

    clause: str

    def __new__(cls, value: str, label: Phrase = UNNAMED, clause: str = "3.2.1.2") -> Self:
        """Make a member of its code, its sentence and the clause that it rests on."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.clause = clause
        return member

    SIGNED_IN = "signed_in", phrase("Signed in and took number {after}."), "3.2.1.1"
    SIGNED_OUT = "signed_out", phrase("Signed out and gave up number {before}."), "3.2.1.1"
    CAME_BACK = (
        "came_back",
        phrase("Signing out was taken back: number {after} came back."),
        "3.2.1.1",
    )
    LOAN_ENDED = (
        "loan_ended",
        phrase("The loan to this site ended: number {before} is free."),
        "3.1.2",
    )
    DAY_ENDED = "day_ended", phrase("The day ended, and with it the rotation."), "3.2.1.1"
    TURN = "turn", phrase("Received a customer in turn: number {before} became {after}.")
    PASSED_OVER_ABSENT = (
        "passed_over_absent",
        phrase("Away without leave when the turn came: number {before} became {after}."),
    )
    OVERRIDE = (
        "override",
        phrase(
            "The manager gave a customer to this person; it counts as a turn: {before} became {after}."
        ),
    )
    OVERRIDE_KEPT = (
        "override_kept",
        phrase("The manager gave a known customer to this person; number {after} is kept."),
    )
    DISPLACED = (
        "displaced",
        phrase("The manager gave the customer to somebody else: number {after} came back."),
    )
    UNDONE = "undone", phrase("A wrong registration was taken back: number {after} came back.")
    RETURNED = "returned", phrase("The outcome gives the turn back: number {after} came back.")
    KNOWN_LATER = (
        "known_later",
        phrase("The customer turned out to be a colleague's: number {after} came back."),
    )
    TURN_LOST = (
        "turn_lost",
        phrase("Did not take the customer up in time: the turn is lost, number {after} stays."),
    )
    KEPT_BUSY = "kept_busy", phrase("The turn came during a reception: number {after} is kept.")
    KEPT_AWAY = (
        "kept_away",
        phrase(
            "The turn passed by during leave, or held back by overdue work or a missing "
            "examination: number {after} is kept."
        ),
    )
    OWN = "own", phrase("Received an own customer, which costs no turn."), "3.2.4.1"
    COURTESY = (
        "courtesy",
        phrase("Received a colleague's customer as a courtesy, which costs no turn."),
        "3.2.4.5",
    )

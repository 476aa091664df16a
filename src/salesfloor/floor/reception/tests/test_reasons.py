"""The chain that answers 'why am I here?'."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from salesfloor.floor.reception.rules.reasons import Engagement, Move, chain, reason_of

EIGHT = datetime(2026, 3, 2, 0, 0, tzinfo=UTC)
ME, OTHER = 1, 2


def after(minutes: int) -> datetime:
    return EIGHT + timedelta(minutes=minutes)


def move(minutes: int, staff: int, before: int | None, to: int | None, why: str) -> Move:
    return Move(after(minutes), staff, "visit", before, to, why)


SIGNED_IN = move(0, ME, None, 1, "signed_in")


@pytest.mark.clause("3.2.1.2", "kept")
@pytest.mark.parametrize(
    ("_case", "moves", "engagements", "expected"),
    [
        ("signed in only", [SIGNED_IN], [], ["Signed in and took number 1."]),
        (
            "received in turn",
            [SIGNED_IN, move(9, ME, 1, 3, "turn")],
            [Engagement(after(9), None, "turn")],
            [
                "Signed in and took number 1.",
                "Received a customer in turn: number 1 became 3.",
            ],
        ),
        (
            "passed over while receiving",
            [SIGNED_IN, move(9, OTHER, 2, 3, "turn")],
            [Engagement(after(5), after(20), "own")],
            [
                "Signed in and took number 1.",
                "Received an own customer, which costs no turn.",
                "The turn came during a reception: number 1 is kept.",
            ],
        ),
        (
            "passed over on leave",
            [SIGNED_IN, move(9, OTHER, 2, 3, "turn")],
            [Engagement(after(1), after(9), "courtesy")],
            [
                "Signed in and took number 1.",
                "Received a colleague's customer as a courtesy, which costs no turn.",
                "The turn passed by during leave, or held back by overdue work or a missing examination: number 1 is kept.",
            ],
        ),
        (
            "passed over without leave, which is told once and not as kept",
            [SIGNED_IN, move(9, ME, 1, 3, "passed_over_absent"), move(9, OTHER, 2, 4, "turn")],
            [],
            [
                "Signed in and took number 1.",
                "Away without leave when the turn came: number 1 became 3.",
            ],
        ),
        (
            "a turn behind is no turn of mine",
            [SIGNED_IN, move(9, OTHER, 1, 3, "turn")],
            [],
            ["Signed in and took number 1."],
        ),
        (
            "signed in anew: what was before is forgotten",
            [
                SIGNED_IN,
                move(5, ME, 1, 2, "turn"),
                move(9, ME, 2, None, "signed_out"),
                move(12, ME, None, 4, "signed_in"),
            ],
            [Engagement(after(5), after(8), "turn")],
            ["Signed in and took number 4."],
        ),
    ],
)
def test_chain(
    _case: str, moves: list[Move], engagements: list[Engagement], expected: list[str]
) -> None:
    links = chain(ME, moves, engagements)

    assert [str(link.sentence) for link in links] == expected


@pytest.mark.parametrize(
    ("why", "before", "to", "sentence", "clause"),
    [
        (
            "displaced",
            5,
            2,
            "The manager gave the customer to somebody else: number 2 came back.",
            "3.2.1.2",
        ),
        (
            "override",
            3,
            7,
            "The manager gave a customer to this person; it counts as a turn: 3 became 7.",
            "3.2.1.2",
        ),
        (
            "override",
            3,
            3,
            "The manager gave a known customer to this person; number 3 is kept.",
            "3.2.1.2",
        ),
        ("undone", 6, 2, "A wrong registration was taken back: number 2 came back.", "3.2.1.2"),
        ("returned", 6, 2, "The outcome gives the turn back: number 2 came back.", "3.2.1.2"),
        (
            "known_later",
            6,
            2,
            "The customer turned out to be a colleague's: number 2 came back.",
            "3.2.1.2",
        ),
        ("signed_out", 6, None, "Signed out and gave up number 6.", "3.2.1.1"),
        ("day_ended", 6, None, "The day ended, and with it the rotation.", "3.2.1.1"),
    ],
)
def test_told(why: str, before: int | None, to: int | None, sentence: str, clause: str) -> None:
    reason = reason_of(move(1, ME, before, to, why))

    assert (str(reason.sentence), reason.clause) == (sentence, clause)

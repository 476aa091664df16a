"""The board, and why somebody stands where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from salesfloor.floor.reception.queries.board import Board, Standing, board_of
from salesfloor.floor.reception.queries.why import why_here
from salesfloor.kernel.people import api as people
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from collections.abc import Callable


def board(floor: Floor) -> Board:
    return board_of(floor.site_id, floor.now)


def standings(floor: Floor, channel: int = 0) -> list[tuple[str, str]]:
    return [(one.name, one.standing.value) for one in board(floor).queues[channel].standers]


def staff(floor: Floor, name: str) -> int:
    return people.staff_by_code(floor.prefix + name).pk


@pytest.mark.clause("3.2.1.1", "kept")
def test_the_board_shows_who_is_up_next_busy_and_away(floor: Floor) -> None:
    floor.sign_in("a", "b", "c", "d")
    floor.visit("09:05", name="张建国", phone="13800138000")
    floor.give("step_away", by="b", at="09:10", excused_by="lead")

    shown = board(floor)

    assert standings(floor) == [("B", "excused"), ("C", "up"), ("D", "next"), ("A", "busy")]
    assert standings(floor, 1) == [("A", "busy"), ("B", "excused"), ("C", "up"), ("D", "next")]
    visits = shown.queues[0]
    assert (visits.up and visits.up.name, visits.next and visits.next.name) == ("C", "D")
    assert [(one.name, one.excused_by) for one in shown.away] == [("B", "Lead")]


@pytest.mark.case(115)
def test_the_board_masks_customers(floor: Floor) -> None:
    floor.sign_in("a")
    floor.visit("09:05", name="张建国", phone="13800138000")
    floor.visit("09:06", name="欧阳娜")

    shown = board(floor)

    assert [one.guest.name for one in shown.engaged] == ["张*"]
    assert [guest.name for guest in shown.waiting] == ["欧阳*"]


@pytest.mark.clause("3.2.4.3", "kept")
def test_courtesy_is_marked_and_assistants_named(floor: Floor) -> None:
    floor.sign_in("a", "b", "c")
    floor.visit("09:05", ref="v1", phone="13800138000")
    floor.end("v1", at="09:30", outcome="negotiated", need="n", problem="p")
    floor.give("step_away", by="a", at="09:40")
    floor.visit("10:00", ref="v2", phone="13800138000")
    floor.give("assist", by="c", at="10:05", ref="v2")

    (one,) = board(floor).engaged

    assert (one.receiver, one.guest.basis, one.assistants) == ("B", "courtesy", ("C",))
    assert board(floor).courtesies == 1
    assert ("C", "assisting") in standings(floor)


@pytest.mark.case(104)
def test_the_managers_decision_stands_on_the_board_with_its_reason(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1")
    floor.give("override", by="manager", at="09:06", ref="v1", to="b", reason="asked for B")

    (decided,) = board(floor).overrides

    assert (decided.displaced, decided.name, decided.by, decided.note) == (
        "A",
        "B",
        "Manager",
        "asked for B",
    )


def test_a_known_customer_given_to_somebody_else_is_told_too(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone="13800138000")
    floor.end("v1", at="09:30", outcome="negotiated", need="n", problem="p")
    floor.visit("10:00", ref="v2", phone="13800138000")
    floor.give("override", by="manager", at="10:01", ref="v2", to="b", reason="A must leave")

    (decided,) = board(floor).overrides

    assert decided.name == "B"
    assert "is kept" in str(decided.reason.sentence)


def test_moves_are_told_once_newest_first(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:05")

    moves = board(floor).moves

    assert [(move.name, move.why, move.channels) for move in moves] == [
        ("A", "turn", ("visit",)),
        ("B", "signed_in", ("visit", "call")),
        ("A", "signed_in", ("visit", "call")),
    ]


@pytest.mark.clause("7.1.12", "missed")
def test_an_uncovered_floor_shows(floor: Floor) -> None:
    floor.wait_until("09:01")
    assert board(floor).uncovered_since == floor.moment("09:00")

    floor.sign_in("a", at="09:05")
    assert board(floor).uncovered_since is None


@pytest.mark.clause("9.1.1.1", "kept")
def test_a_customer_at_the_door_shows_until_registered(floor: Floor) -> None:
    floor.sign_in("a")
    floor.give("at_the_door", by="a", at="09:05")
    assert [door.since for door in board(floor).glance.doors] == [floor.moment("09:05")]

    floor.visit("09:06")
    assert board(floor).glance.doors == ()


def test_yesterdays_tap_at_the_door_is_over(floor: Floor) -> None:
    floor.sign_in("a")
    floor.give("at_the_door", by="a", at="17:59")
    floor.days_on()
    floor.sign_in("a")
    floor.visit("09:06", ref="v1")

    (one,) = board(floor).engaged
    assert one.guest.arrived_at == floor.moment("09:06")


@pytest.mark.clause("3.2.2", "kept")
def test_a_shared_rotation_is_one_queue(db: None) -> None:
    floor = Floor(policy={"phone.rotation": "shared"})
    floor.sign_in("a", "b")

    assert [queue.channel for queue in board(floor).queues] == ["visit"]


def test_places_are_numbered_from_one_each_day(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1")
    floor.end("v1", at="09:30")
    floor.days_on()
    floor.sign_in("b", "a")

    numbers = [(one.name, one.number) for one in board(floor).queues[0].standers]

    assert numbers == [("B", 1), ("A", 2)]


@pytest.mark.parametrize("receptions", [1, 3])
def test_the_board_takes_three_statements_whatever_the_size(floor: Floor, receptions: int) -> None:
    floor.sign_in("a", "b", "c", "d")
    for _ in range(receptions):
        floor.visit(name="张建国")

    with CaptureQueriesContext(connection) as seen:
        board(floor)

    assert len(seen) == 3


def passed_over(floor: Floor) -> None:
    floor.give("step_away", by="a", at="09:00")
    floor.visit("09:05")


def kept_the_place(floor: Floor) -> None:
    floor.give("step_away", by="a", at="09:00", excused_by="lead")
    floor.visit("09:05")


def taken_back(floor: Floor) -> None:
    floor.visit("09:05", ref="v1")
    floor.give("undo", by="desk", at="09:06", ref="v1")


@pytest.mark.clause("3.2.1.2", "kept")
@pytest.mark.parametrize(
    ("happens", "position", "last"),
    [
        (passed_over, 2, "Away without leave when the turn came: number 1 became 4."),
        (
            kept_the_place,
            1,
            "The turn passed by during leave, or held back by overdue work or a missing examination: number 1 is kept.",
        ),
        (taken_back, 1, "A wrong registration was taken back: number 1 came back."),
    ],
)
def test_why_here(floor: Floor, happens: Callable[[Floor], None], position: int, last: str) -> None:
    floor.sign_in("a", "b", "c")
    happens(floor)

    why = why_here(floor.site_id, floor.now, staff(floor, "a"), "visit")

    assert why is not None
    assert (why.stander.position, len(why.ahead)) == (position, position - 1)
    assert str(why.chain[-1].sentence) == last


def test_whoever_did_not_sign_in_stands_nowhere(floor: Floor) -> None:
    floor.sign_in("a")

    assert why_here(floor.site_id, floor.now, staff(floor, "b"), "visit") is None


def test_standing_words_are_known_to_the_stylesheet() -> None:
    assert {standing.value for standing in Standing} == {
        "up",
        "next",
        "free",
        "busy",
        "assisting",
        "excused",
        "absent",
    }

"""Taking a registration back: worked out anew, so that what came after it stays (3.2.1.2)."""

from __future__ import annotations

import pytest

from salesfloor.floor.reception.models import Arrival
from tests.floor_builder import Floor

PHONE = "138 0013 8000"


@pytest.mark.fault("R14")
def test_undo_leaves_the_turn_that_a_later_visit_cost(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:00:00", ref="wrong")
    floor.end("wrong", "09:00:20")
    floor.visit("09:00:30", ref="v2")
    assert floor.visit("09:00:40", ref="v3")["assigned_to"] == "a"
    assert floor.queue() == ["b", "a"]
    floor.give("undo", by="desk", at="09:01:00", ref="wrong")
    assert floor.queue() == ["b", "a"]


@pytest.mark.fault("X9")
def test_two_registrations_undone_in_any_order_leave_the_first_place(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:00:00", ref="first")
    floor.end("first", "09:00:10")
    floor.visit("09:00:15", ref="of b")
    floor.visit("09:00:20", ref="second")
    assert floor.queue() == ["b", "a"]
    floor.give("undo", by="desk", at="09:00:40", ref="first")
    assert floor.queue() == ["b", "a"]
    floor.give("undo", by="desk", at="09:00:50", ref="second")
    assert floor.queue() == ["a", "b"]


@pytest.mark.fault("X9")
def test_who_was_passed_over_twice_gets_the_first_place_back(floor: Floor) -> None:
    floor.sign_in("a", "b", "c")
    floor.give("step_away", by="a", at="08:50")
    floor.visit("09:00:00", ref="first")
    floor.end("first", "09:00:05")
    floor.visit("09:00:10", ref="of c")
    floor.visit("09:00:20", ref="third")
    assert floor.queue() == ["c", "a", "b"]
    floor.give("undo", by="desk", at="09:00:30", ref="first")
    assert floor.queue() == ["c", "a", "b"]
    floor.give("undo", by="desk", at="09:00:40", ref="third")
    assert floor.queue() == ["a", "b", "c"]


@pytest.mark.django_db
@pytest.mark.fault("R18")
def test_a_turn_that_the_outcome_returned_is_not_returned_again_by_undo() -> None:
    floor = Floor(policy={"turn.returned_for": ["not_a_buyer"]})
    floor.sign_in("a", "b")
    floor.visit("09:00:00", ref="wrong")
    floor.end("wrong", "09:00:20", outcome="not_a_buyer")
    assert floor.queue() == ["a", "b"]
    assert floor.visit("09:00:30", ref="v2")["assigned_to"] == "a"
    assert floor.queue() == ["b", "a"]
    floor.give("undo", by="desk", at="09:01:00", ref="wrong")
    assert floor.queue() == ["b", "a"]


@pytest.mark.fault("R14")
@pytest.mark.fault("X9")
def test_undo_leaves_what_a_later_follow_up_earned(floor: Floor) -> None:
    floor.issue_books("a")
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE)
    floor.end("v1", "09:30")
    floor.days_on(3)
    floor.sign_in("a", "b")
    floor.visit("10:00:00", ref="wrong", phone=PHONE)
    floor.give(
        "follow_up", by="a", at="10:00:30", phone=PHONE, method="call", note="asked for plans"
    )
    floor.give("undo", by="desk", at="10:01:00", ref="wrong")
    until = floor.ask("owner_of", by="manager", phone=PHONE)["valid_until"]
    assert until == "2026-03-12"


@pytest.mark.fault("R14")
def test_undo_leaves_what_a_later_visit_moved(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE)
    floor.end("v1", "09:30")
    floor.days_on(3)
    floor.sign_in("a", "b")
    floor.visit("10:00:00", ref="wrong", phone=PHONE)
    floor.end("wrong", "10:00:20")
    floor.visit("10:00:30", ref="right", phone=PHONE)
    floor.give("undo", by="desk", at="10:01:00", ref="wrong")
    until = floor.ask("owner_of", by="manager", phone=PHONE)["valid_until"]
    assert until == "2026-03-12"


def test_undoing_the_only_visit_makes_a_claim_from_a_call_a_call_claim_again(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.call("09:00", ref="c1", phone=PHONE)
    floor.end("c1", "09:05")
    floor.days_on(2)
    floor.sign_in("a", "b")
    floor.visit("10:00:00", ref="wrong", phone=PHONE)
    assert floor.ask("owner_of", by="manager", at="10:00:10", phone=PHONE)["basis"] == "visit"
    floor.give("undo", by="desk", at="10:01:00", ref="wrong")
    answer = floor.ask("owner_of", by="manager", phone=PHONE)
    assert (answer["basis"], answer["valid_until"]) == ("call", "2026-03-09")


@pytest.mark.fault("X9")
def test_undo_lets_the_customer_wait_at_the_door_again(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.give("at_the_door", by="a", at="09:00:00")
    floor.visit("09:00:10", ref="wrong")
    assert Arrival.objects.get().reception is not None
    floor.give("undo", by="desk", at="09:00:30", ref="wrong")
    assert Arrival.objects.get().reception is None


@pytest.mark.fault("X22")
def test_a_shorter_period_takes_no_day_from_who_follows_up(floor: Floor) -> None:
    floor.issue_books("a")
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE)
    floor.end("v1", "09:30")
    floor.give(
        "policy", by="manager", name="visit.follow_up_within_days", value=2, from_="2026-03-03"
    )
    floor.days_on(1)
    answer = floor.give(
        "follow_up", by="a", at="10:00", phone=PHONE, method="call", note="asked for plans"
    )
    assert answer["next_due"] == "2026-03-09"
    assert floor.ask("owner_of", by="manager", phone=PHONE)["valid_until"] == "2026-03-09"

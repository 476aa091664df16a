"""Entries made on a later day go by the state of their own day and touch no turn of today."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from salesfloor.app import database
from salesfloor.floor.reception.api import end_late_days
from salesfloor.floor.reception.models import Reception

if TYPE_CHECKING:
    from tests.floor_builder import Floor

PHONE = "138 0013 8000"


@pytest.fixture(autouse=True)
def _at_work(floor: Floor) -> None:
    """Let the registers go by the real clock, as on a database at work."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        database.set_clock("real")
        cursor.execute(f"SET LOCAL ROLE {database.APP_ROLE}")


@pytest.fixture
def next_day(floor: Floor) -> Floor:
    """Return a floor on its second day: yesterday `a` and `b` were in turn, today `b` and `a`."""
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1")
    floor.end("v1", "09:30")
    floor.give("sign_out", by="a", at="18:30")
    floor.days_on(1)
    floor.sign_in("b", "a")
    return floor


def yesterday(floor: Floor, clock: str) -> datetime:
    return floor.moment(clock) - timedelta(days=1)


@pytest.mark.fault("X5")
def test_a_visit_of_yesterday_is_received_by_yesterdays_turn(next_day: Floor) -> None:
    late = next_day.visit(yesterday(next_day, "17:00"), ref="late")
    assert (late["assigned_to"], late["basis"]) == ("b", "turn")
    next_day.wait_until("09:00")
    assert next_day.queue() == ["b", "a"]
    board = next_day.ask("board", by="desk", at="09:00")
    assert board["busy"] == []
    assert next_day.visit("09:05", ref="today")["assigned_to"] == "b"
    assert (
        Reception.objects.filter(receiver_id=next_day.actor("b").staff_id, ended_at=None).count()
        == 2
    )


@pytest.mark.fault("X5")
def test_a_day_is_entered_late_line_by_line(next_day: Floor) -> None:
    next_day.give("sign_in", by="c", at=yesterday(next_day, "16:00"))
    next_day.visit(yesterday(next_day, "17:00"), ref="l1")
    next_day.visit(yesterday(next_day, "17:01"), ref="l2")
    next_day.give("end", by="b", at=yesterday(next_day, "17:10"), ref="l1", outcome="left")
    assert next_day.visit(yesterday(next_day, "17:20"), ref="l3")["assigned_to"] == "b"
    assert next_day.ask("board", by="desk", at=yesterday(next_day, "17:30"))["queue"] == ["c", "b"]
    assert next_day.ask("board", by="desk", at="09:00")["queue"] == ["b", "a"]
    undone = next_day.give("undo", by="desk", at=yesterday(next_day, "17:21"), ref="l3")
    assert undone["ref"] == "l3"
    assert next_day.queue() == ["b", "c"]
    next_day.wait_until("09:01")
    assert next_day.queue() == ["b", "a"]


@pytest.mark.fault("X5")
def test_who_waits_late_is_closed_at_the_midnight_of_that_day(next_day: Floor) -> None:
    next_day.visit(yesterday(next_day, "17:00"), ref="l1")
    assert next_day.visit(yesterday(next_day, "17:05"), ref="l2")["basis"] == "waiting"
    next_day.happenings.clear()
    end_late_days()
    next_day.wait_until("09:00")
    [left] = [one for one in next_day.happenings if one.name == "left"]
    assert (left.fields["ref"], left.at) == ("l2", next_day.moment("00:00"))


@pytest.mark.fault("X5")
def test_a_late_visit_keeps_a_claim_alive_that_lapsed_meanwhile(next_day: Floor) -> None:
    next_day.visit("09:00", ref="v2", phone=PHONE)
    next_day.end("v2", "09:10")
    next_day.days_on(8)
    next_day.sign_in("a", "b")
    assert next_day.owner_of(PHONE, at="09:00") is None
    late = next_day.visit(yesterday(next_day, "17:00"), ref="late", phone=PHONE)
    assert (late["basis"], late["owner"]) == ("waiting", "b")
    next_day.give("sign_in", by="b", at=yesterday(next_day, "17:01"))
    assert next_day.owner_of(PHONE, at="09:10") == "b"


@pytest.mark.fault("X5")
def test_a_late_follow_up_keeps_a_claim_alive_that_lapsed_meanwhile(floor: Floor) -> None:
    floor.issue_books("a")
    floor.sign_in("a")
    floor.visit("09:00", ref="v1", phone=PHONE)
    floor.end("v1", "09:10")
    floor.days_on(8)
    assert floor.owner_of(PHONE, at="09:00") is None
    at = yesterday(floor, "17:00")
    floor.give("follow_up", by="a", at=at, phone=PHONE, method="call", note="on paper")
    answer = floor.ask("owner_of", by="manager", at="09:10", phone=PHONE)
    assert (answer["owner"], answer["valid_until"]) == ("a", "2026-03-16")


@pytest.mark.fault("X5")
def test_a_late_visit_takes_no_customer_from_who_gained_them_since(next_day: Floor) -> None:
    next_day.visit("09:00", ref="v2", phone=PHONE)
    assert next_day.owner_of(PHONE) == "b"
    late = next_day.visit(yesterday(next_day, "16:00"), ref="late", phone=PHONE)
    assert (late["basis"], late["owner"]) == ("turn", "b")
    assert next_day.owner_of(PHONE, at="09:30") == "b"


@pytest.mark.fault("X5")
def test_a_reception_open_overnight_that_ended_on_paper_keeps_nobody_busy(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("17:00", ref="v1")
    floor.days_on(1)
    floor.sign_in("a", "b")
    assert floor.ask("board", by="desk", at="08:40")["busy"] == ["a"]
    floor.give("end", by="desk", at=yesterday(floor, "17:40"), ref="v1", outcome="left")
    assert floor.ask("board", by="desk", at="08:41")["busy"] == []
    assert floor.visit("09:00", ref="v2")["assigned_to"] == "a"

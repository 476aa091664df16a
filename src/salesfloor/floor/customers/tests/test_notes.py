"""Who reads what was said to a customer, and how a line of a follow-up book is struck."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.floor.customers.models import Customer, FollowUp
from salesfloor.floor.customers.queries import due, notes, story, whose

if TYPE_CHECKING:
    from tests.floor_builder import Floor

PHONE = "138 0013 8000"


def follow_up(floor: Floor, by: str, at: str, note: str, **more: object) -> None:
    floor.give("follow_up", by=by, at=at, phone=PHONE, method="call", note=note, **more)


def read_by(floor: Floor, code: str) -> list[str]:
    """Return what somebody would read of the customer as their owner, the oldest first."""
    customer = Customer.objects.get(phone="13800138000")
    told = story.story(floor.actor("manager"), floor.now, customer.pk)
    assert told is not None
    reader = floor.actor(code).staff_id or 0
    return [one.note for one in reversed(notes.notes_of_owner(customer, reader, told.passings))]


@pytest.fixture
def followed(floor: Floor) -> Floor:
    """Return a floor where `a` followed a customer up once."""
    floor.issue_books("a", "b", "c")
    floor.sign_in("a", "b", "c")
    floor.visit("09:00", ref="v1", phone=PHONE)
    floor.end("v1", "09:10")
    follow_up(floor, "a", "10:00", "said by a")
    return floor


@pytest.mark.fault("R5")
def test_after_a_lapse_the_next_owner_reads_only_the_own_lines(followed: Floor) -> None:
    followed.days_on(9)
    followed.sign_in("b")
    followed.visit("09:00", ref="v2", phone=PHONE)
    followed.end("v2", "09:10")
    follow_up(followed, "b", "10:00", "said by b")
    assert read_by(followed, "b") == ["said by b"]
    assert read_by(followed, "a") == ["said by a"]


@pytest.mark.fault("R5")
def test_what_was_said_comes_along_with_the_customers_of_who_leaves(followed: Floor) -> None:
    followed.give("return_book", by="admin", at="11:00", book=1)
    followed.give("leave_job", by="manager", at="11:05", who="a", hand_over_to="b")
    follow_up(followed, "b", "11:10", "said by b")
    followed.give("return_book", by="admin", at="12:00", book=2)
    followed.give("leave_job", by="manager", at="12:05", who="b", hand_over_to="c")
    assert read_by(followed, "c") == ["said by a", "said by b"]
    assert read_by(followed, "d") == []


@pytest.mark.fault("R6")
def test_the_writer_strikes_a_line_of_the_book(followed: Floor) -> None:
    answer = followed.give(
        "strike", by="a", at="10:05", register="follow_up", book=1, register_no=1, reason="typo"
    )
    assert answer == {"correction_no": 2, "book": 1}
    assert FollowUp.objects.get().struck_at == followed.moment("10:05")
    assert followed.ask("owner_of", by="manager", phone=PHONE)["valid_until"] == "2026-03-09"
    assert read_by(followed, "a") == ["said by a"]
    again = followed.refusal(
        "strike", by="a", register="follow_up", book=1, register_no=1, reason="once more"
    )
    assert again.clause == "3.2.3.3"


@pytest.mark.fault("R6")
def test_only_writer_and_manager_strike_in_a_book(followed: Floor) -> None:
    line: dict[str, Any] = {"register": "follow_up", "book": 1, "register_no": 1, "reason": "no"}
    for by in ("b", "desk", "lead", "admin"):
        assert followed.refusal("strike", by=by, **line).clause == "access"
    assert followed.refusal("strike", by="a", **{**line, "book": 9}).clause == "input"
    assert followed.refusal("strike", by="a", **{**line, "register_no": 7}).clause == "input"
    assert followed.give("strike", by="manager", **line)["correction_no"] == 2


@pytest.mark.fault("R6")
def test_a_returned_book_takes_no_correcting_line(followed: Floor) -> None:
    followed.give("return_book", by="admin", at="11:00", book=1)
    refused = followed.refusal(
        "strike", by="a", register="follow_up", book=1, register_no=1, reason="typo"
    )
    assert refused.clause == "input"


@pytest.mark.fault("R6")
def test_what_a_struck_line_planned_is_planned_no_more(followed: Floor) -> None:
    follow_up(followed, "a", "10:10", "call again", next_on="2026-03-04")
    followed.give(
        "strike", by="a", at="10:20", register="follow_up", book=1, register_no=2, reason="typo"
    )
    staff = followed.actor("a").staff_id or 0
    [one] = due.due(followed.site_id or 0, [staff], followed.now)
    assert one.next_on is None
    followed.days_on(3)
    followed.wait_until("09:00")
    assert not whose.overdue_staff(followed.site_id or 0, followed.now)
    assert one.lapses_on == date(2026, 3, 9)

"""What following up puts on people's lists: a reason owed, a remedy wanted and promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.kernel.work import api as work

if TYPE_CHECKING:
    from tests.floor_builder import Floor

PHONE = "138 0013 8000"


def kinds(floor: Floor, by: str) -> list[str]:
    return [one.kind for one in work.items(floor.actor(by), floor.now)]


@pytest.fixture
def received(floor: Floor) -> Floor:
    """Return a floor where `a` received a customer of grade A who did not buy."""
    floor.issue_books("a")
    floor.sign_in("a")
    floor.visit("09:00", ref="v1", phone=PHONE, name="Zhou")
    floor.end("v1", "09:10", outcome="no_deal", grade="A", reason="too dear")
    return floor


@pytest.mark.clause("9.6.2.2", "kept")
def test_a_reason_is_owed_until_the_next_follow_up_gives_it(received: Floor) -> None:
    contact = {"phone": PHONE, "method": "call", "note": "rang"}
    received.give("follow_up", by="a", at="10:00", **contact)
    assert "contact_reason" not in kinds(received, "a")
    received.give("follow_up", by="a", at="10:01", **contact)
    assert "contact_reason" in kinds(received, "a")
    received.give("follow_up", by="a", at="10:02", **contact, reason="asked for the plan")
    assert "contact_reason" not in kinds(received, "a")


@pytest.mark.clause("9.5.2.3", "kept")
@pytest.mark.clause("9.5.2.3", "missed")
def test_a_remedy_is_wanted_at_once_and_late_after_its_day(received: Floor) -> None:
    assert "remedy_wanted" in kinds(received, "manager")
    day = received.day.isoformat()
    received.give("remedy", by="manager", ref="v1", what="Ring.", on=day)
    assert "remedy_wanted" not in kinds(received, "manager")
    [promised] = [
        one
        for one in work.items(received.actor("manager"), received.now)
        if one.kind == "remedy_due"
    ]
    assert not promised.is_overdue
    received.days_on()
    received.wait_until("09:00")
    assert [
        one.is_overdue
        for one in work.items(received.actor("manager"), received.now)
        if one.kind == "remedy_due"
    ] == [True]
    received.give("follow_up", by="a", phone=PHONE, method="call", note="rang")
    assert "remedy_due" not in kinds(received, "manager")


@pytest.mark.clause("9.6.2.2", "kept")
def test_nothing_is_suggested_on_days_that_are_kept_free(received: Floor) -> None:
    received.give("do_not_contact", by="a", phone=PHONE, all=True)
    [row] = received.ask("call_list", by="a")["rows"]
    assert (row["suggested_on"], row["suggested_method"]) == (None, None)
    received.give("allow_contact", by="a", phone=PHONE)
    [row] = received.ask("call_list", by="a")["rows"]
    assert row["suggested_method"] == "call"

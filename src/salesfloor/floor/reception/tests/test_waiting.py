"""Who waits is served by the person who becomes free, in whatever way, and closed at midnight."""

from __future__ import annotations

import pytest

from tests.floor_builder import Floor

PHONE = "138 0013 8000"


def barred_floor() -> Floor:
    """Return a floor with one person present, who let a planned contact go by."""
    floor = Floor(policy={"rotation.blocked_by_overdue": True})
    floor.issue_books("a")
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE)
    floor.end("v1", "09:10")
    floor.give(
        "follow_up",
        by="a",
        at="09:20",
        phone=PHONE,
        method="call",
        note="wants plans",
        next_on="2026-03-03",
    )
    floor.days_on(2)
    floor.sign_in("a")
    assert floor.visit("09:05", ref="waits")["basis"] == "waiting"
    return floor


@pytest.mark.django_db
@pytest.mark.fault("X20")
def test_who_made_the_overdue_contact_serves_who_waits_at_once() -> None:
    floor = barred_floor()
    floor.happenings.clear()
    floor.give("follow_up", by="a", at="09:10", phone=PHONE, method="call", note="sent plans")
    [served] = floor.happenings
    assert (served.name, served.fields["ref"]) == ("assigned", "waits")
    assert served.fields["assigned_to"] == "a"


@pytest.mark.django_db
@pytest.mark.fault("X20")
def test_nobody_overtakes_a_customer_who_waits() -> None:
    floor = barred_floor()
    # Whatever let the person receive again, nobody noticed it: the plan is gone from the book.
    floor.give(
        "policy",
        by="manager",
        name="rotation.blocked_by_overdue",
        value=False,
        from_="2026-03-04",
        at="09:06",
    )
    floor.happenings.clear()
    assert floor.visit("09:07", ref="later")["basis"] == "waiting"
    [served] = floor.happenings
    assert (served.fields["ref"], served.fields["assigned_to"]) == ("waits", "a")


@pytest.mark.fault("R19")
@pytest.mark.fault("X20")
def test_who_waits_where_nobody_signed_in_is_closed_at_midnight(floor: Floor) -> None:
    floor.visit("17:00", ref="waits")
    floor.happenings.clear()
    floor.days_on(1)
    floor.wait_until("00:30")
    left = [one for one in floor.happenings if one.name == "left"]
    assert [(one.fields["ref"], one.at) for one in left] == [("waits", floor.moment("00:00"))]

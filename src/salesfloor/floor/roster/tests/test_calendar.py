"""Two weeks of leave and duty: leave striped, days without anybody named (7.1.1, 7.1.12)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from salesfloor.base.posts import Post
from salesfloor.kernel.people import api as people
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("7.1.12")]
PAGE = "/people/calendar/"


def test_leave_duty_and_days_without_anybody_stand_in_the_calendar(floor: Floor) -> None:
    on = floor.day + timedelta(days=2)
    floor.give("put_on_duty", by="lead", who="b", on=(on + timedelta(days=1)).isoformat())
    sellers = people.Staff.objects.filter(site_id=floor.site_id or 0, post=Post.SALESPERSON)
    for who in sellers.values_list("code", flat=True):
        days = {"from": on.isoformat(), "until": on.isoformat()}
        floor.give("leave", by="manager", who=who, kind="sick", **days)
    shown = visitor(floor, "manager").get(f"{PAGE}?from={floor.day.isoformat()}").context
    cells = dict(shown["rows"])
    place = [day.on for day in shown["days"]].index(on)
    states = {row[place].state for row in cells.values()}
    assert "leave" in states
    assert on in [day.on for day in shown["days"] if day.is_uncovered]
    assert any(row[place + 1].has_duty for row in cells.values())


def test_a_salesperson_sees_the_own_leave_alone(floor: Floor) -> None:
    on = (floor.day + timedelta(days=1)).isoformat()
    days = {"from": on, "until": on}
    floor.give("leave", by="manager", who="b", kind="annual", **days)
    shown = visitor(floor, "a").get(PAGE).context
    assert len(shown["rows"]) == 1
    assert {cell.state for cell in shown["rows"][0][1]} <= {"", "rest"}

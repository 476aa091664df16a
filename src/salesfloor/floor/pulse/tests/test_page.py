"""The page of an evening says which leads have not confirmed, and who is missing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.pulse.tests.now import CAST
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.2.1.1", "kept")]


def test_a_team_that_was_not_confirmed_stands_so_before_the_manager() -> None:
    policy = {"floor.duties": ["pulse"], "target.measure": "complete"}
    day = day_of(timezone.now()) - timedelta(days=2)
    floor = Floor(day=day, cast=CAST, trade="bank_cards", policy=policy)
    floor.days_on()
    floor.give("answer_pulse", by="a", at="17:05", complete=1, incomplete=0, tomorrow=2)
    floor.wait_until("18:30")
    address = f"/round/?on={floor.day}"
    page = visitor(floor, "manager").get(address).content.decode()
    assert "主管还没确认" in page
    assert "还没回" in page, "b is named"
    told = [one.fields for one in floor.happenings if one.name == "pulse_closed"]
    assert [(one["level"], one["missing"]) for one in told] == [
        ("team", ["b"]),
        ("centre", ["lead"]),
    ]
    floor.give("answer_team_pulse", by="lead", at="18:40", checks_tomorrow=1)
    page = visitor(floor, "manager").get(address).content.decode()
    assert "主管还没确认" not in page

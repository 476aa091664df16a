"""Missed duties say what was missed, by whom, in words; each is opened and excused from the list."""

from __future__ import annotations

from datetime import date

import pytest

from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = pytest.mark.django_db


@pytest.mark.clause("4.1.3", "refused")
def test_a_part_of_a_duty_that_was_missed_is_named_opened_and_excused() -> None:
    policy = {"floor.duties": ["daily_close"], "target.measure": "complete"}
    floor = Floor(day=date(2026, 3, 1), trade="bank_cards", policy=policy)
    floor.days_on(2)
    floor.wait_until("23:00")
    manager = visitor(floor, "manager")
    manager.cookies["django_language"] = "en"
    listed = manager.get("/duties/").content.decode()
    assert "team_close" not in listed.replace("/duties/team_close/", "")
    assert "The team&#x27;s daily close" in listed
    assert ">Lead<" in listed.replace("\n", "").replace(" ", "")
    page = manager.get("/duties/team_close/T1/2026-03-03/").content.decode()
    assert 'action="/give/excuse_duty/"' in page
    given = {"duty": "team_close", "subject": "T1", "period": "2026-03-03", "reason": "away"}
    assert manager.post("/give/excuse_duty/", {**given, "next": "/"}).status_code == 302
    page = manager.get("/duties/team_close/T1/2026-03-03/").content.decode()
    assert "away" in page

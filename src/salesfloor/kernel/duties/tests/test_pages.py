"""Missed duties say what was missed, by whom, in words; each is opened and excused from the list."""

from __future__ import annotations

from datetime import date

import pytest

from salesfloor.kernel.people.models import Staff
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


@pytest.mark.case(80)
def test_an_address_that_somebody_wrote_names_nobody_of_another_site() -> None:
    Floor("ZG", prefix="zg_")
    floor = Floor(policy={"floor.duties": ["daily_close"]})
    name = "欧阳远"
    Staff.objects.filter(code="zg_a").update(name=name)
    for code in ("zg_a", "nobody"):
        page = visitor(floor, "a").get(f"/duties/daily_close/{code}/2026-03-03/")
        assert page.status_code == 200
        assert name not in page.content.decode()
    mine = visitor(floor, "a").get("/duties/daily_close/b/2026-03-03/")
    assert Staff.objects.get(code="b").name in mine.content.decode()

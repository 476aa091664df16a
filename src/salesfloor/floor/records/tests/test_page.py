"""The page on which records are handed in takes the plan of a month in its time (7.1.6.3)."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from salesfloor.base.china_time import CHINA, day_of
from salesfloor.floor.records.models import HandIn
from salesfloor.floor.records.owing import month_planned_at, week_to_report
from tests.floor_builder import Floor
from tests.visitor import visitor


@pytest.mark.clause("7.1.6.3", "applied")
@pytest.mark.parametrize(
    ("at", "month"),
    [
        ("2026-03-24T23:59", None),
        ("2026-03-25T00:00", "2026-04"),
        ("2026-04-07T23:59", "2026-04"),
        ("2026-04-08T00:00", None),
    ],
)
def test_a_plan_is_taken_from_the_last_week_to_a_week_into_its_month(
    at: str, month: str | None
) -> None:
    found = month_planned_at(datetime.fromisoformat(at).replace(tzinfo=CHINA))
    assert (str(found) if found else None) == month


@pytest.mark.django_db
@pytest.mark.clause("7.1.10", "applied")
def test_the_day_is_handed_in_on_the_page() -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=3))
    seller = visitor(floor, "a")
    page = seller.get("/hand-in/").content.decode()
    form = page[page.index('action="/give/hand_in/"') :]
    on = re.search(r'name="on" value="([^"]*)"', form)
    assert on is not None
    answer = seller.post("/give/hand_in/", {"on": on[1], "words": "Three calls", "next": "/"})
    assert answer.status_code == 302
    assert HandIn.objects.get().on == date.fromisoformat(on[1])


@pytest.mark.django_db
@pytest.mark.clause("7.1.6.3", "applied")
def test_the_page_offers_the_plan_in_its_time_to_who_owes_it() -> None:
    floor = Floor()
    before = month_planned_at(timezone.now())
    page = visitor(floor, "a").get("/hand-in/").content.decode()
    is_offered = 'action="/give/hand_in_plan/"' in page
    assert is_offered is (before is not None) or before != month_planned_at(timezone.now())
    assert (
        'action="/give/hand_in_plan/"'
        not in visitor(floor, "lead").get("/hand-in/").content.decode()
    )


@pytest.mark.django_db
@pytest.mark.clause("7.1.6.2", "applied")
def test_the_page_names_the_week_that_is_reported_and_whether_it_is_there() -> None:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=15))
    week = week_to_report(timezone.now())
    [about, due] = visitor(floor, "a").get("/hand-in/").context["reported"]
    assert about[1].facts == {"first": week.first, "last": week.last}
    assert day_of(due[1].facts["at"]) > week.last
    at = timezone.now()
    floor.give("hand_in_report", by="a", at=at, work="Six firms", analysis="Fees")
    found = visitor(floor, "a").get("/hand-in/").context["reported"]
    assert len(found) == len([about, due]) + 1

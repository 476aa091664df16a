"""When customers come against who is there, and leave and duty two weeks on (7.1.12)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from salesfloor.floor.reception import api as reception
from salesfloor.floor.roster import api as roster
from salesfloor.kernel.people import api as people
from tests.floor_builder import MONDAY, Floor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("7.1.12", "kept")]


def test_arrivals_stand_by_weekday_and_hour_with_the_people_present() -> None:
    floor = Floor()
    for week in range(2):
        floor.day = MONDAY + timedelta(days=7 * week)
        floor.sign_in("a", "b", "c" if week else "d", at="09:10")
        for minute in (15, 20, 40)[: 3 - week]:
            floor.visit(f"10:{minute}", ref=f"v{week}{minute}", buyer=False)
        for minute in (15, 20, 40)[: 3 - week]:
            floor.end(f"v{week}{minute}")
        floor.give("sign_out", by="b", at="12:10")
    picture = reception.hours_picture(floor.site_id or 0, MONDAY + timedelta(days=7))
    [chart] = picture.charts
    monday = chart.series[0]
    told = {
        label: (float(monday.values[place] or 0), monday.marks[place])
        for place, label in enumerate(map(str, chart.labels))
    }
    # Three on one Monday, two on the other; three people until noon, then two.
    assert chart.labels[-1] == "17:00", "who never signed out has left at the closing hour"
    shown = [told[hour] for hour in ("10:00", "11:00", "13:00")]
    assert shown == [(2.5, "3"), (0, "3"), (0, "2")]
    assert dict(picture.says.facts)["arrivals"] == "2.5"


def test_leave_and_duty_stand_by_team_and_code_and_days_without_anybody_are_framed() -> None:
    cast = {"manager": "manager", "lead": "lead", "b": "salesperson", "a": "salesperson"}
    floor = Floor(cast=cast)
    floor.days_on()
    day = (floor.day + timedelta(days=3)).isoformat()
    for who in ("a", "b"):
        asked = floor.give("leave", by=who, kind="annual", from_=day, until=day)
        floor.give("grant_leave", by="manager", leave=asked["leave"], reason="Outing")
    duty = (floor.day + timedelta(days=1)).isoformat()
    floor.give("put_on_duty", by="manager", at="08:30", on=duty, who="b")
    site = people.Site.objects.get(pk=floor.site_id or 0)
    [chart] = roster.two_weeks(site, floor.now).charts
    assert [str(one.label) for one in chart.series] == ["A", "B", "Lead"]
    assert [place for place, mark in enumerate(chart.series[0].marks) if mark] == [3]
    assert [place for place, mark in enumerate(chart.series[1].marks) if mark] == [1, 3]
    assert chart.framed == {3}

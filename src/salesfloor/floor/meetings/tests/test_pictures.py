"""What the projector draws of an agenda (4.1.1, 4.1.2)."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from salesfloor.base.china_time import day_of
from salesfloor.base.periods import PeriodKind, containing
from salesfloor.base.phrases import Phrase
from salesfloor.floor.meetings import agenda, pictures, slides
from salesfloor.floor.meetings.models import Meeting
from salesfloor.kernel.people import api as people
from salesfloor.web.charts import Chart
from salesfloor.web.pictures import Picture
from tests.floor_builder import MONDAY, Floor
from tests.visitor import visitor

ROWS = [
    {"who": "a", "claimed": 5, "target": None, "result": 6},
    {"who": "b", "claimed": 4, "target": 3, "result": 3.5},
]


def drawn(picture: Picture) -> dict[str, list[Any]]:
    """Return the figures of a picture's first chart by the English of their series."""
    return {str(one.label): list(one.values) for one in picture.charts[0].series}


@pytest.mark.clause("4.1.2")
def test_how_many_reached_what_they_claimed_is_said() -> None:
    told = pictures.reached({"kind": "targets", "rows": ROWS})
    assert told is not None
    assert (told.facts["reached"], told.facts["all"]) == (1, 2)


@pytest.mark.parametrize("kind", ["targets", "team_report", "no_deal", "issue"])
def test_an_item_without_figures_is_not_drawn(kind: str) -> None:
    entry = {"kind": kind, "rows": []}
    assert pictures.chart_of(entry, {}) is None
    assert pictures.reached(entry) is None


def weekly(floor: Floor, monday: Any) -> Meeting:
    """Return the weekly meeting of a Monday, not saved."""
    starts_at = floor.moment("09:00").replace(year=monday.year, month=monday.month, day=monday.day)
    return Meeting(site_id=floor.site_id or 0, starts_at=starts_at, week=monday)


@pytest.mark.django_db
@pytest.mark.clause("4.1.2", "kept")
def test_claims_stand_by_team_and_code_and_what_is_not_counted_yet_is_a_part_of_its_own() -> None:
    policy = {"target.measure": "complete", "floor.duties": ["targets", "pulse"]}
    floor = Floor(trade="bank_cards", policy=policy)
    for code, post in (("zl", "lead"), ("0", "salesperson")):
        floor.give("staff", code=code, name=code, post=post, team="T2", at=floor.now)
    week = containing(MONDAY + timedelta(days=7), PeriodKind.WEEK)
    for who, value in (("0", 3), ("a", 5), ("b", 4)):
        floor.give("claim_target", by=who, period=str(week), value=value)
    floor.days_on(8)
    for who, said in (("0", 1), ("a", 4), ("b", 2)):
        given = {"complete": said, "incomplete": 0, "tomorrow": 1}
        floor.give("answer_pulse", by=who, at="17:05", **given)
    on = floor.day.isoformat()
    floor.give("count_results", by="desk", at="17:30", who="a", on=on, complete=3)
    site = people.Site.objects.get(pk=floor.site_id or 0)
    floor.days_on(7)
    meeting = weekly(floor, MONDAY + timedelta(days=14))
    [entry] = agenda.targets(meeting, site, floor.moment("09:00"))
    picture = pictures.claims(entry, {"a": "Zhou"}, site, floor.moment("09:00"))
    assert picture.charts[0].labels == ["Zhou", "b", "0"]
    assert drawn(picture) == {
        "Counted by the house": [3, 0, 0],
        "Not counted yet": [0, 2, 1],
        "Claimed": [5, 4, 3],
        "Target": [5, 4, 3],
    }
    assert picture.charts[0].notes == ["3 / 5", "2 / 4", "1 / 3"]
    assert [one.look for one in picture.charts[0].series][1] == "hatched"


@pytest.mark.django_db
@pytest.mark.clause("9.5.2.2", "kept")
def test_reasons_stand_beside_those_of_the_week_before_and_what_rose_is_named() -> None:
    floor = Floor()
    floor.sign_in("a", "b", "c", "d")
    for number, reason in enumerate(["price", "price", "location"]):
        floor.visit(ref=f"v{number}", phone=f"1380013800{number}")
        floor.end(f"v{number}", outcome="no_deal", reason_kind=reason, reason="So they said")
    floor.days_on(7)
    floor.sign_in("a", "b", "c", "d")
    for number, reason in enumerate(["price", "location", "location", "location", "family"]):
        floor.visit(ref=f"w{number}", phone=f"1390013900{number}")
        floor.end(f"w{number}", outcome="no_deal", reason_kind=reason, reason="So they said")
    picture = slides.why_not(weekly(floor, MONDAY + timedelta(days=14)))
    assert drawn(picture) == {"Last week": [3, 1, 1], "The week before": [1, 2, 0]}
    assert picture.charts[0].notes == ["↑ 2", "↓ 1", "↑ 1"]
    assert "Location" in str(picture.says)


@pytest.mark.django_db
@pytest.mark.clause("4.2.2.1", "kept")
def test_open_files_stand_by_how_long_they_are_open_and_nobody_is_named() -> None:
    floor = Floor(trade="bank_cards", policy={"results.by": "applications"})
    for number, days in enumerate((16, 12, 12, 5, 2, 1)):
        floor.day = MONDAY + timedelta(days=20 - days)
        given = {"no": f"F{number}", "complete": number == 5}
        floor.give("enter_application", by="a", at="10:00", **given)
    floor.day = MONDAY + timedelta(days=20)
    floor.give("complete_application", by="a", at="09:30", no="F2")
    site = people.Site.objects.get(pk=floor.site_id or 0)
    picture = slides.where_files_are(site, floor.moment("10:00"))
    assert picture.charts[0].labels == ["T1"]
    assert drawn(picture) == {
        "Complete this month": [2],
        "Open 0 to 2 days": [1],
        "Open 3 to 7 days": [1],
        "Open 8 to 14 days": [1],
        "Open longer": [1],
        "Withdrawn this month": [0],
        "Entered this month": [6],
        "Oldest, in days": [16],
    }
    assert (picture.says.facts["count"], picture.says.facts["days"]) == (4, 16)


@pytest.mark.django_db
@pytest.mark.clause("4.1.3", "kept")
def test_forecasts_of_an_evening_stand_beside_what_the_next_day_brought() -> None:
    policy = {"target.measure": "complete", "floor.duties": ["daily_close", "pulse"]}
    floor = Floor(trade="bank_cards", policy=policy)
    for complete, forecast in ((1, 4), (2, 3), (3, 1)):
        floor.days_on()
        for who in ("a", "b"):
            given = {"complete": complete, "incomplete": 0, "tomorrow": 1}
            floor.give("answer_pulse", by=who, at="17:05", **given)
        for who in ("a", "b"):
            floor.give("close_day", by=who, at="17:30", forecast=forecast, reason="Rain")
    site = people.Site.objects.get(pk=floor.site_id or 0)
    picture = slides.forecasts(site, floor.moment("18:30"))
    told = drawn(picture)
    assert told["Forecast"][-3:] == [None, 8, 6]
    assert told["Result"][-3:] == [2, 4, 6]
    # The mean of 4 - 8 and 6 - 6.
    assert "2 a day too much" in str(picture.says.facts["teams"])


@pytest.mark.django_db
@pytest.mark.clause("3.6.1.2", "kept")
def test_a_problem_has_a_square_for_each_meeting_it_has_survived() -> None:
    floor = Floor()
    for name, words in (("x", "The lift is slow"), ("y", "No brochures")):
        floor.days_on()
        given = {"title": name, "starts_at": floor.moment("08:30").isoformat(), "people": ["a"]}
        floor.give("plan_meeting", by="manager", at="08:10", meeting=name, minutes=20, **given)
        floor.give("open_meeting", by="manager", at="08:30", meeting=name)
        due = (floor.day + timedelta(days=9)).isoformat()
        floor.give("raise_issue", by="a", meeting=name, words=words, owner="b", due=due)
        floor.give("close_meeting", by="manager", meeting=name)
    picture = slides.issues(weekly(floor, MONDAY + timedelta(days=7)))
    told = [(label, len(squares)) for label, squares, _ in picture.charts[0].squares]
    assert told == [("The lift is slow", 2), ("No brochures", 1)]


@pytest.mark.django_db
def test_each_picture_has_its_page_its_table_and_its_spreadsheet_and_stands_on_the_screen() -> None:
    today = day_of(timezone.now())
    monday = today - timedelta(days=today.weekday())
    policy = {"floor.duties": ["weekly_meeting", "targets"], "target.measure": "complete"}
    floor = Floor(day=monday - timedelta(days=6), trade="bank_cards", policy=policy)
    for who, complete in (("a", 7), ("b", 4)):
        given = {"who": who, "on": floor.day.isoformat(), "complete": complete}
        floor.give("count_results", by="desk", at="17:00", **given)
    floor.give("claim_target", by="a", value=5)
    week = containing(monday, PeriodKind.WEEK)
    browser = visitor(floor, "manager")
    page = browser.get(f"/meeting-pictures/weekly-{week}/")
    names = [one.name for one in page.context["pictures"]]
    assert names == ["claims", *("month", "standings", "files", "forecasts"), *names[5:]]
    assert names[5:] == ["why_not", "objections", "issues", "hours", "leave"]
    assert "这里没有逐件录入的申请件。" in page.content.decode()
    sheet = browser.get(f"/meeting-pictures/weekly-{week}/?as=xlsx&picture=claims")
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    assert rows[1][:3] == ["A", 7, 5]
    screen = browser.get(f"/meeting-screen/weekly-{week}/?item=1").content.decode()
    assert "data-chart" in screen
    assert "picture=claims" in screen


def test_pictures_with_something_to_show_stand_between_the_items_they_belong_to() -> None:
    chart = Chart(Phrase("x"), [], [])
    found = [
        Picture(name, "4.1.1", Phrase(name), Phrase(""), () if name == "files" else (chart,))
        for name in ("month", "files", "why_not", "objections", "issues")
    ]
    entries = [{"kind": kind} for kind in ("targets", "team_report", "no_deal", "cards", "claims")]
    shown = slides.with_slides(entries, found)
    told = [str(one["head"]) if one["kind"] == "picture" else one["kind"] for one in shown]
    assert told == [
        *("targets", "team_report", "month", "no_deal", "cards"),
        *("objections", "issues", "claims"),
    ]
    assert shown[3]["picture"] is found[2]

"""The pages of people at work open for everybody who may see them, filled and empty."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from salesfloor.base.china_time import day_of
from salesfloor.floor.pulse.tests.now import a_centre_now
from salesfloor.kernel.work import api as work
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = pytest.mark.django_db
PAGES = ("/round/", "/hand-in/", "/market/", "/progress/", "/standings/", "/daily-report/")


@pytest.mark.parametrize("who", ["a", "lead", "manager"])
@pytest.mark.parametrize("address", PAGES)
def test_the_page_opens(who: str, address: str) -> None:
    floor = a_centre_now()
    answer = visitor(floor, who).get(address)
    if (who, address) == ("a", "/daily-report/"):
        assert answer["X-Refused-By"] == "access", "it is for those who lead"
        return
    assert answer.status_code == 200


@pytest.mark.parametrize("address", ["/round/", "/hand-in/", "/daily-report/"])
def test_the_days_before_are_one_tap_away(address: str) -> None:
    browser, today = visitor(a_centre_now(), "manager"), day_of(datetime.now(UTC))
    yesterday = today - timedelta(days=1)
    latest = browser.get(f"{address}?on={today}").content.decode()
    assert f'rel="prev" href="?on={yesterday}"' in latest
    assert 'rel="next"' not in latest, "nothing is known of a day to come"
    before = browser.get(f"{address}?on={yesterday}").content.decode()
    assert f'rel="next" href="?on={today}"' in before
    assert browser.get(f"{address}?on=0001-01-01").status_code == 200


def test_the_round_is_answered_on_its_page() -> None:
    floor = a_centre_now()
    page = visitor(floor, "a").get("/round/").content.decode()
    assert 'name="complete"' in page
    assert 'name="tomorrow"' in page


def test_the_lead_sees_the_teams_sums() -> None:
    floor = a_centre_now()
    page = visitor(floor, "lead").get("/round/").content.decode()
    assert "T1" in page
    assert 'name="checks_tomorrow"' in page
    assert re.search(r'name="complete_tomorrow"[^>]* value="0"', page), (
        "the sum, until it is put right"
    )


def test_somebody_elses_warning_is_not_there() -> None:
    floor = a_centre_now()
    assert visitor(floor, "a").get("/warnings/1/").status_code == 404


def test_opening_the_report_of_a_day_without_one_says_so() -> None:
    floor = a_centre_now()
    day = (day_of(floor.now) - timedelta(days=40)).isoformat()
    assert visitor(floor, "lead").get(f"/daily-report/?on={day}").status_code == 200


@pytest.mark.clause("4.6")
def test_a_director_whose_own_site_has_no_report_reads_those_of_the_centres(floor: Floor) -> None:
    yesterday = day_of(datetime.now(UTC)) - timedelta(days=1)
    cast = {"manager": "manager", "lead": "lead", "a": "salesperson"}
    policy: dict[str, Any] = {"floor.duties": ["daily_report"], "target.measure": "complete"}
    begins: dict[str, Any] = {"day": yesterday - timedelta(days=1), "prefix": "n-", "cast": cast}
    north = Floor("NORTH", trade="bank_cards", policy=policy, **begins)
    north.give("count_results", by="manager", who="n-a", on=north.day.isoformat(), complete=7)
    north.days_on()
    north.wait_until("09:01")
    page = visitor(floor, "director").get(f"/daily-report/?on={yesterday}").content.decode()
    row = page[page.index("Sales office NORTH") :].partition("</li>")[0]
    assert row.split()[-1] == "7"
    assert (
        "NORTH" not in visitor(floor, "lead").get(f"/daily-report/?on={yesterday}").content.decode()
    )


@pytest.mark.clause("4.6", "kept")
def test_a_report_that_was_not_read_leaves_the_list_when_the_next_one_is_there() -> None:
    floor = Floor(trade="bank_cards", policy={"floor.duties": ["daily_report"]})
    floor.days_on(4)
    floor.wait_until("12:00")
    owed = [one for one in work.items(floor.actor("lead"), floor.now) if one.kind == "read_report"]
    assert [one.subject for one in owed] == [f"daily_report:{floor.day}"]
    missed = [one for one in floor.happenings if one.fields.get("duty") == "read_report"]
    assert len(missed) >= 2, "the days before stay missed"


@pytest.mark.clause("4.2.1.3", "kept")
def test_a_lead_sees_of_another_team_its_sums_alone() -> None:
    floor = a_centre_now()
    floor.give("staff", by=None, code="lead2", name="Li", post="lead", team="T2")
    floor.give("staff", by=None, code="x", name="Xia", post="salesperson", team="T2")
    for who, seen in (("lead", 1), ("lead2", 1), ("manager", 2)):
        page = visitor(floor, who).get("/round/").content.decode()
        assert page.count("已回：") == seen, who

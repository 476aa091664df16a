"""Who sets up a new site reads on the home page what it begins with, until that is done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.today.beginning import SHOWN_FOR
from salesfloor.kernel.people.models import Site
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = pytest.mark.django_db
BOSSES = {"manager": "manager", "director": "director", "admin": "admin"}
EVERYBODY = {**BOSSES, "lead": "lead", "a": "salesperson"}


def opened(trade: str, cast: dict[str, str] = BOSSES) -> Floor:
    return Floor(day=day_of(timezone.now()) - timedelta(days=1), trade=trade, cast=cast)


def steps(floor: Floor, who: str) -> dict[str, bool]:
    found = visitor(floor, who).get("/").context["beginning"]
    return {one.line.page: one.is_done for one in found}


@pytest.mark.parametrize(
    ("trade", "own"),
    [
        ("real_estate", {"imports:start", "playbook:cards"}),
        ("showroom", {"returns:goods", "playbook:cards"}),
        ("bank_cards", {"outgoing:channels"}),
    ],
)
def test_a_manager_of_an_empty_site_reads_what_to_begin_with(trade: str, own: set[str]) -> None:
    found = steps(opened(trade), "manager")
    common = {"people:people", "people:accounts", "duties:introduce", "pace:progress"}
    assert found == dict.fromkeys(common | own, False)


@pytest.mark.parametrize("trade", ["real_estate", "showroom", "bank_cards"])
@pytest.mark.parametrize("who", list(BOSSES))
def test_every_line_leads_to_a_page_that_its_reader_may_open(trade: str, who: str) -> None:
    browser = visitor(opened(trade), who)
    page = browser.get("/")
    for one in page.context["beginning"]:
        found = browser.get(reverse(one.line.page))
        assert found.status_code == 200, one.line.page


def test_what_is_done_is_ticked_and_the_list_goes_with_its_last_line() -> None:
    floor = opened("bank_cards", EVERYBODY)
    assert steps(floor, "manager")["people:people"]
    visitor(floor, "a")
    assert steps(floor, "manager")["people:accounts"]
    tomorrow = (day_of(timezone.now()) + timedelta(days=1)).isoformat()
    duties: dict[str, Any] = {"name": "floor.duties", "value": ["pulse"], "from": tomorrow}
    floor.give("policy", by="director", **duties, reason="试行")
    target: dict[str, Any] = {
        "target": "t",
        "period": "2030-01",
        "measure": "complete",
        "value": 10,
    }
    floor.give("set_target", by="manager", **target)
    found = steps(floor, "director")
    assert [page for page, is_done in found.items() if not is_done] == ["outgoing:channels"]
    text = visitor(floor, "director").get("/").content.decode()
    assert "从这里开始" in text


def test_a_salesperson_is_not_asked_to_set_the_site_up() -> None:
    floor = opened("bank_cards", EVERYBODY)
    assert steps(floor, "a") == {}
    assert steps(floor, "lead") == {}


def test_who_did_without_for_two_months_is_asked_no_more() -> None:
    floor = opened("real_estate")
    Site.objects.filter(code=floor.code).update(created_at=timezone.now() - SHOWN_FOR * 2)
    assert steps(floor, "manager") == {}

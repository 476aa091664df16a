"""Duties are proposed where a site is opened: the trade's list, ticked, from the next Monday."""

from __future__ import annotations

import re
from datetime import date, datetime
from http import HTTPStatus

import pytest

from salesfloor.base.china_time import CHINA
from salesfloor.base.trades import Trade
from salesfloor.kernel.duties.blocks import POLICY_OF_TRADE, duties_of
from salesfloor.kernel.duties.introducing import monday_after, to_introduce, usual
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook import api as rulebook
from salesfloor.kernel.rulebook.models import PolicyValue
from tests.floor_builder import Floor
from tests.visitor import visitor

MONDAY = date(2026, 3, 9)
TICKED = re.compile(r'name="value" value="(\w+)" checked')


@pytest.mark.parametrize(("day", "hour"), [(2, 0), (4, 12), (8, 23)])
def test_the_next_monday_is_never_today(day: int, hour: int) -> None:
    assert monday_after(datetime(2026, 3, day, hour, tzinfo=CHINA)) == MONDAY


@pytest.mark.parametrize("trade", list(Trade))
def test_only_duties_that_a_trade_can_have_are_proposed(trade: Trade) -> None:
    proposed = usual(trade)
    assert set(proposed) <= duties_of(trade).keys()
    shown = to_introduce(trade, (), MONDAY)
    assert [one.code for one in shown if one.is_ticked] == list(proposed)
    rulebook.check_value(POLICY_OF_TRADE[trade], list(proposed))


def test_a_month_that_has_begun_is_not_owed() -> None:
    first = {one.code: one.owed.facts["day"] for one in to_introduce(Trade.REAL_ESTATE, (), MONDAY)}
    assert first["hand_in"] == first["targets"] == MONDAY
    assert first["month_plan"] == date(2026, 4, 1)


def test_what_runs_already_is_ticked_instead() -> None:
    shown = to_introduce(Trade.BANK_CARDS, ["pulse"], MONDAY)
    assert [one.code for one in shown if one.is_ticked] == ["pulse"]


@pytest.mark.django_db
@pytest.mark.clause("4.1.1", "applied")
def test_who_opens_a_site_is_led_there_and_what_stays_ticked_runs_from_monday() -> None:
    floor = Floor(cast={"director": "director", "manager": "manager"}, trade="bank_cards")
    director = visitor(floor, "director")
    given = {
        "code": "KA",
        "name": "Centre",
        "trade": "bank_cards",
        "opens": "09:00",
        "closes": "18:00",
    }
    opened = director.post("/people/site/new/", given)
    assert opened["Location"] == "/duties/introduce/"
    people.Staff.objects.filter(code="director").update(site=None)
    nowhere = visitor(floor, "director").get("/duties/introduce/")
    assert nowhere.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    site = people.site_by_code("KA")
    manager = visitor(floor, "manager")
    shown = manager.get("/duties/introduce/").content.decode()
    assert TICKED.findall(shown) == list(usual(Trade.BANK_CARDS))
    kept = ["pulse", "targets"]
    assert (
        manager.post("/duties/introduce/", {"value": kept, "reason": "Discussed"}).status_code
        == 302
    )
    [row] = PolicyValue.objects.filter(
        site_id=floor.site_id or 0, name="floor.duties", set_by="manager"
    )
    assert row.value == kept
    assert row.reason == "Discussed"
    assert row.from_on.weekday() == 0
    assert not PolicyValue.objects.filter(site_id=site.pk, name="floor.duties").exists()
    assert TICKED.findall(manager.get("/duties/introduce/").content.decode()) == kept

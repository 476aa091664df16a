"""The page of the daily close: a reason is asked for on a day that fell short, and only then (4.1.3)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from salesfloor.base.china_time import day_of
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.1.3", "done")]


def test_a_day_is_closed_on_the_page_and_the_lead_sees_who_is_missing() -> None:
    today = day_of(datetime.now(UTC))
    floor = Floor(day=today - timedelta(days=1))
    browser = visitor(floor, "a")
    page = browser.get("/close/").content.decode()
    assert "日清" in page
    assert "今天没到预报数" not in page
    floor.give("close_day", by="a", at="18:05", forecast=2)
    page = browser.get("/close/").content.decode()
    assert "-2" in page
    assert "今天没到预报数" in page
    assert piece(browser, "/give/close_day/", forecast=1).status_code == 422
    assert piece(browser, "/give/close_day/", forecast=1, reason="Rain all day").status_code < 400
    lead = visitor(floor, "lead").get("/close/").content.decode()
    assert "还没日清" in lead
    assert piece(visitor(floor, "lead"), "/give/close_team/", team="T1").status_code < 400
    assert "已日清" in visitor(floor, "lead").get("/close/").content.decode()

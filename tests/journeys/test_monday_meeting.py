"""The Monday meeting: agenda before, arrivals and the projector during it, minutes to read and sign after."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.person import ENGLISH, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.journeys.house import House
    from tests.journeys.person import Person

    Seat = Callable[..., Person]

pytestmark = pytest.mark.journeys


def test_a_meeting_from_its_agenda_to_its_signed_minutes(house: House, seat: Seat) -> None:
    a1 = seat(house, "a1", size=PHONE, language=ENGLISH).goes("/")
    starts_at = a1.clock().isoformat()
    called = {"title": "Monday", "starts_at": starts_at, "people": ["a1", "a2", "lead-a"]}
    house.give("manager", "plan_meeting", meeting="monday", **called)
    house.give("a2", "add_item", meeting="monday", words="The coffee machine leaks")
    a1.goes("/meeting/monday/")
    expect(a1.page.locator(".meeting-agenda")).to_contain_text("The coffee machine leaks")
    a1.button("I am here").click()
    expect(a1.button("I am here")).to_have_count(0)

    chair = seat(house, "manager", language=ENGLISH)
    chair.goes("/meeting/monday/")
    chair.button("Open the meeting").click()
    absent = chair.page.get_by_role("button", name=re.compile(r"^\s*is here"))
    expect(absent).to_have_count(2)
    absent.first.click()
    expect(absent).to_have_count(1)
    house.give(
        "a1",
        "raise_issue",
        meeting="monday",
        words="Brochures run out",
        owner="a2",
        due=(a1.clock() + timedelta(days=2)).date().isoformat(),
    )
    chair.goes("/meeting-screen/monday/")
    expect(chair.page.locator("main")).to_contain_text("of 3 are here")
    chair.page.keyboard.press("ArrowRight")
    expect(chair.page.locator(".screen-place")).to_contain_text("1 /")
    chair.goes("/meeting-screen/monday/?item=99")
    expect(chair.page.locator("main")).to_contain_text("The coffee machine leaks")

    house.give("manager", "close_meeting", meeting="monday")
    house.give("manager", "publish_minutes", meeting="monday", words="The machine is mended.")
    a1.goes("/meeting/monday/")
    expect(a1.page.locator(".meeting-minutes")).to_have_text("The machine is mended.")
    a1.button("I have read the minutes").click()
    expect(a1.button("I have read the minutes")).to_have_count(0)

    signature = a1.page.locator(".panel li").filter(has_text="苏晚晴").first
    expect(signature).not_to_contain_text(a1.word("has not signed"))
    problem = house.refused("a1", "sign_minutes", meeting="monday")
    assert problem["clause"] == "3.6.1.3"

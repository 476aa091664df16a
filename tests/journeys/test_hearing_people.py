"""Conduct noted, appealed from a phone, and ruled on by somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.person import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.journeys.house import House
    from tests.journeys.person import Person

    Seat = Callable[..., Person]

pytestmark = pytest.mark.journeys
GROUNDS = "我在带客户看样板间。"


def test_a_note_is_appealed_on_a_phone_and_somebody_else_rules(house: House, seat: Seat) -> None:
    noted = house.give("lead-a", "observe", who="a4", item="chat", note="在前台聊天")["conduct"]
    person = seat(house, "a4", size=PHONE).goes(f"/conduct/{noted}/")
    form = person.page.locator("form[action*='/give/appeal/']")
    form.locator("[name=grounds]").fill(GROUNDS)
    form.get_by_role("button").click()
    expect(person.page.locator("main")).to_contain_text(GROUNDS)

    assert house.refused("lead-a", "rule_on_appeal", about=f"conduct:{noted}", stands=True,
                         reason="x")["clause"] == "7.2.5"  # fmt: skip
    manager = seat(house, "manager").goes(f"/conduct/{noted}/")
    ruling = manager.page.locator("form[action*='/give/rule_on_appeal/']").last
    ruling.locator("[name=reason]").fill("当时确有客户。")
    ruling.get_by_role("button", name=manager.word("It is waived")).click()
    expect(manager.page.locator("main")).to_contain_text("当时确有客户。")
    rows = house.ask("a4", "conduct_of", who="a4")["rows"]
    assert [row["state"] for row in rows if row["conduct"] == noted] == ["waived"]

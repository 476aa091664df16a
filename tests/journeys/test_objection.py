"""An objection met with the card's help: found by what was said, logged in one tap, counted next week."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from salesfloor.base.china_time import local
from tests.journeys.person import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.journeys.house import House
    from tests.journeys.person import Person

    Seat = Callable[..., Person]

pytestmark = pytest.mark.journeys
CARD: Final = "价格-比别家贵"
SAID: Final = "隔壁楼盘便宜两千"


def figure(house: House) -> tuple[int, int]:
    """Return how often the card was used and how often it helped, as asked a week from now."""
    next_week = local(datetime.now(UTC)).date() + timedelta(days=7)
    rows = house.ask("manager", "method_rates", per="card", to=next_week.isoformat())["rows"]
    return next(((row["uses"], row["removed"]) for row in rows if row["key"] == CARD), (0, 0))


def test_an_objection_is_met_with_a_card_and_next_week_says_whether_it_helped(
    floor: House, seat: Seat
) -> None:
    uses, removed = figure(floor)
    floor.give("desk", "visit", name="梅女士", phone=floor.phone(), area="城西", medium="路过")
    ref = floor.newest()
    person = seat(floor, "b1", size=PHONE).goes(f"/playbook/talk/{ref}/")
    person.page.locator("#words").fill(SAID)
    person.button("Find").click()
    expect(person.page).to_have_url(re.compile("words="))
    card = person.page.locator("details.play-card").filter(has_text="隔壁便宜两千")
    expect(card).to_have_count(1)
    with person.page.expect_response(re.compile("/playbook/opened/")) as opened:
        card.locator("summary").first.click()
    assert opened.value.status == 204
    expect(card.locator(".play-words")).to_be_visible()
    person.button("It worked", within=card).click()

    expect(person.text("Doubts in this talk")).to_be_visible()
    [doubt] = floor.ask("b1", "doubts", ref=ref)["rows"]
    assert (doubt["words"], doubt["result"], doubt["method"]) == (SAID, "removed", "cushion")
    floor.give("b1", "end", ref=ref, outcome="left")

    assert figure(floor) == (uses + 1, removed + 1)
    manager = seat(floor, "manager").goes(f"/playbook/card/{CARD}/")
    used = manager.text("Used against objections").locator("xpath=following-sibling::dd")
    expect(used).to_have_text(str(uses + 1))

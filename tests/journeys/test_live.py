"""Screens that follow the floor: many tabs, a house that restarts, a line that dies silently."""

from __future__ import annotations

import json
import re
import time
from datetime import datetime, timedelta
from datetime import time as time_of_day
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from salesfloor.base.china_time import CHINA
from tests.journeys.house import House
from tests.journeys.proxy import Proxy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Locator, Page

    from tests.journeys.person import Person

    Seat = Callable[..., Person]

pytestmark = pytest.mark.journeys
COMES_BACK_WITHIN = 30_000
SILENCE = 30_000


@pytest.fixture
def proxy(floor: House) -> Iterator[Proxy]:
    """Return a proxy before the house."""
    with Proxy(floor.url) as proxy:
        yield proxy


def before(proxy: Proxy, floor: House) -> House:
    """Return the house as it is reached by the proxy."""
    outside = House(floor.folder)
    outside.url = proxy.url
    return outside


def standers(page: Page) -> Locator:
    return page.locator("#board .queue").first.locator(".standers > li")


def watching(floor: House) -> int:
    with urlopen(f"{floor.url}/healthz", timeout=10) as answer:  # noqa: S310 - our own address
        found: int = json.load(answer)["watching"]
    return found


@pytest.mark.fault("P8")
def test_ten_tabs_share_one_stream(floor: House, seat: Seat) -> None:
    hall = seat(floor, "manager")
    others = watching(floor)
    tabs = [hall.page, *(hall.context.new_page() for _ in range(9))]
    for number, tab in enumerate(tabs):
        tab.goto("/desk/" if number == 5 else "/board/")
    boards = [tab for tab in tabs if "/board/" in tab.url]
    floor.give("a1", "sign_in")
    for tab in boards:
        expect(standers(tab)).to_have_count(2)
    assert watching(floor) <= others + 1
    for tab in tabs[1:]:
        tab.close()
    floor.give("b2", "sign_in")
    expect(standers(hall.page)).to_have_count(3)


@pytest.mark.fault("P9")
def test_a_board_comes_back_after_a_restart_behind_a_proxy(
    floor: House, proxy: Proxy, seat: Seat
) -> None:
    hall = seat(before(proxy, floor), "manager").goes("/board/")
    expect(standers(hall.page)).to_have_count(1)
    proxy.loses_the_house()
    floor.give("a1", "sign_in")
    time.sleep(8)
    expect(standers(hall.page)).to_have_count(1)
    proxy.comes_back()
    expect(standers(hall.page)).to_have_count(2, timeout=COMES_BACK_WITHIN)


@pytest.mark.fault("P10")
def test_a_board_whose_line_died_says_since_when_it_is_not_current(
    floor: House, proxy: Proxy, seat: Seat
) -> None:
    hall = seat(before(proxy, floor), "manager")
    hall.page.add_init_script(
        "const now = Date.now.bind(Date); Date.now = () => now() - 7_200_000;"
    )
    hall.goes("/board/")
    stale = hall.page.locator("#stale")
    expect(standers(hall.page)).to_have_count(1)
    expect(stale).to_be_hidden()
    proxy.falls_silent()
    floor.give("a1", "sign_in")
    expect(stale).to_be_visible(timeout=SILENCE + 15_000)
    [since] = re.findall(r"\d\d:\d\d:\d\d", stale.inner_text())
    silent = hall.clock() - datetime.combine(
        hall.clock().date(), time_of_day.fromisoformat(since), CHINA
    )
    assert timedelta() <= silent % timedelta(days=1) < timedelta(minutes=5), "not the house's clock"
    proxy.comes_back()
    expect(standers(hall.page)).to_have_count(2, timeout=COMES_BACK_WITHIN)
    expect(stale).to_be_hidden()


@pytest.mark.fault("P10")
def test_a_wall_that_asks_now_and_then_says_so_when_nobody_answers(
    floor: House, proxy: Proxy, seat: Seat
) -> None:
    hall = seat(before(proxy, floor), "manager").goes("/standings/wall/")
    stale = hall.page.locator("#stale")
    expect(stale).to_be_hidden()
    proxy.falls_silent()
    expect(stale).to_be_visible(timeout=SILENCE + 15_000)


@pytest.mark.fault("D24")
@pytest.mark.fault("D21")
def test_an_open_question_stays_open_while_others_move_and_leave_is_granted(
    floor: House, seat: Seat
) -> None:
    floor.give("a1", "sign_in")
    mine = seat(floor, "a1").goes("/reception/")
    mine.page.locator("details.asks summary").click()
    mine.page.locator("details.asks button").focus()
    mine.page.locator("#leader_pin").evaluate("(field) => { field.value = '13'; }")
    floor.give("b2", "sign_in")
    request = floor.give("a1", "ask_consent", what="step_away")["request"]
    expect(mine.page.locator(".asked")).to_be_visible()
    expect(mine.page.locator("details.asks button")).to_be_focused()
    expect(mine.page.locator("#leader_pin")).to_have_value("13")
    floor.give("lead-a", "give_consent", request=request)
    expect(mine.page.locator(".asked.is-given")).to_be_visible()
    expect(mine.page.locator("details.asks button")).to_be_focused()

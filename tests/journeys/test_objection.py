"""An objection met with a card's help in a reception, and a week later the figures of what helped."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import psycopg
import pytest
from playwright.sync_api import expect

from postgres_launcher import EmbeddedPostgres
from tests.journeys.person import CHINESE, ENGLISH, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.journeys.house import House
    from tests.journeys.person import Person

    Seat = Callable[..., Person]

pytestmark = pytest.mark.journeys
DEAR: Final = "隔壁每平方便宜两千"
FEE: Final = "物业费为什么比一期高"
CODE: Final = "价格-比别家贵"
CARD: Final = "隔壁便宜两千"
WORDS: Final = "您比得很仔细"
WALLS: Final = ("/board/tv/", "/units/wall/")


@pytest.fixture
def received(spoilt: House) -> Iterator[House]:
    """Return a house where b1, alone on the floor, receives a customer."""
    with spoilt as house:
        house.clear_the_floor(stays="b1")
        house.give("desk", "visit", name="Zhou", phone=house.phone())
        yield house


def a_week_later(house: House) -> None:
    """Let the house's clock stand a week further on."""
    with (
        EmbeddedPostgres(house.folder / "postgres") as server,
        psycopg.connect(server.url("postgres", "salesfloor"), autocommit=True) as superuser,
    ):
        superuser.execute("UPDATE register.clock SET mode = 'demo', ahead = ahead + '7 days'")


def what_helped(person: Person) -> str:
    """Return what the playbook says of the methods that helped."""
    person.goes("/playbook/")
    helped = person.page.locator("details").filter(has_text=person.word("{days} days", days=90))
    helped.locator("summary").first.click()
    return helped.first.inner_text()


def test_an_objection_is_met_with_a_card_and_a_week_later_one_sees_whether_it_helped(
    received: House, seat: Seat
) -> None:
    b1 = seat(received, "b1", size=PHONE, language=CHINESE).goes("/reception/")
    b1.page.locator("summary").filter(has_text=b1.word("Doubts of the customer")).click()
    b1.link("Cards for the talk you are in").click()
    b1.field("What the customer says").fill(DEAR)
    b1.button("Find").click()
    found = b1.page.locator(".play-card").first
    expect(found.locator("h2")).to_have_text(CARD)
    found.locator("summary").first.click()
    expect(found.locator(".play-words")).to_contain_text(WORDS)
    assert b1.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]
    b1.button("It worked", found).click()
    doubts = b1.page.locator("section.panel").filter(has_text=b1.word("Doubts in this talk"))
    expect(doubts).to_contain_text(DEAR)
    expect(doubts).to_contain_text(b1.word("Removed"))

    b1.text("Log without a card").click()
    form = b1.page.locator('form[data-keep="log_objection"]')
    form.locator("[name=words]").fill(FEE)
    for name, value in {"cause": "no_information", "result": "deferred"}.items():
        form.locator(f"[name={name}]").first.select_option(value)
    form.locator("[name=reason]").fill("问物业要明细")
    form.locator("[name=answer_by]").fill((b1.clock() + timedelta(days=8)).date().isoformat())
    b1.button("Log an objection", form).click()
    expect(doubts).to_contain_text(FEE)
    nothing_internal_on_screens_for_customers(received, seat)

    tomorrow = (b1.clock() + timedelta(days=1)).date().isoformat()
    rate_of_one = {"name": "playbook.min_uses", "value": 1, "from": tomorrow}
    received.give("manager", "policy", **rate_of_one)
    received.clear_the_floor(stays="b1")
    a_week_later(received)

    b1.goes("/playbook/objections/")
    b1.page.get_by_role("link", name=FEE).click()
    answer = b1.page.locator('form[data-keep="answer_objection"]')
    answer.locator("[name=result]").first.select_option("removed")
    answer.locator("[name=method]").first.select_option("third_party")
    b1.button("Answer an objection", answer).click()
    expect(answer).to_have_count(0)
    expect(b1.page.locator("main")).to_contain_text(b1.word("Removed"))

    manager = seat(received, "manager", language=ENGLISH)
    told = what_helped(manager)
    for method in ("Cushion", "Let a third party speak"):
        assert re.search(rf"{method}\s+\d+ of \d+ removed\s+100%", told), told
    manager.goes(f"/playbook/card/{CODE}/")
    expect(manager.page.locator("dl.figures")).to_contain_text("100%")


def nothing_internal_on_screens_for_customers(house: House, seat: Seat) -> None:
    """Look at what hangs on walls and lies on papers; ask for cards on a screen for customers."""
    desk = seat(house, "desk", language=CHINESE)
    for path in WALLS:
        desk.goes(path)
        for internal in (DEAR, FEE, CARD, WORDS):
            expect(desk.page.locator("body")).not_to_contain_text(internal)
    shown = {"step": "objection", "ref": house.newest(), "screen": "presentation"}
    with pytest.raises(AssertionError, match=r"7\.2\.8"):
        house.ask("b1", "cards_for", **shown)

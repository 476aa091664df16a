"""From a recommendation to a sealed agreement; two cashiers and one unit; a return."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.house import PIN
from tests.journeys.person import PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.journeys.house import House
    from tests.journeys.person import Person
    from tests.journeys.pictures import Album

    Seat = Callable[..., Person]

pytestmark = pytest.mark.journeys
REN = "13900006102"
"""The demo's customer of a1, whose need is on record."""
IDENTITY = "110101199003074178"


def panel(person: Person, heading: str) -> Locator:
    """Return the panel under a heading."""
    head = person.page.get_by_role("heading", name=person.word(heading), exact=True)
    return person.page.locator("section.panel").filter(has=head).first


def takes_deposit(person: Person, phone: str, unit: str, amount: str) -> None:
    """Fill in the cashier's form and press the button."""
    form = person.page.locator("[data-capitals] form")
    form.locator("[name=phone]").fill(phone)
    form.locator("[name=unit]").fill(unit)
    form.locator("[name=amount]").fill(amount)
    form.locator("[name=method][value=cash]").check(force=True)
    form.locator("[name=source]").fill("本人积蓄")
    form.locator("[name=due]").fill("50000")
    form.get_by_role("button").click()


def test_a_unit_is_recommended_paid_for_and_sealed(house: House, seat: Seat, album: Album) -> None:
    consultant = seat(house, "a1").goes("/advice/")
    row = consultant.page.locator("li").filter(has_text="任女士")
    row.get_by_role("link").last.click()
    card = consultant.page.locator(".advice-card").first
    expect(card).to_contain_text("三室两厅两卫")
    expect(card.locator(".for").first).to_be_visible()
    expect(card.locator(".against").first).to_be_visible()
    album.take(consultant, "consultant-advice")

    cashier = seat(house, "finance").goes("/till/?unit=1-1-801")
    amount = cashier.page.locator("[data-capitals] [name=amount]")
    amount.fill("107000.53")
    expect(cashier.page.locator("[data-capitals] output")).to_have_text("壹拾万柒仟元伍角叁分")
    cashier.page.locator("[data-capitals] [name=phone]").fill(REN)
    expect(cashier.page.locator("#known")).to_contain_text("任*")
    takes_deposit(cashier, REN, "1-1-801", "50000")
    expect(cashier.page).to_have_url(re.compile(r"/receipts/\d+/$"))
    anybody = seat(house)
    seen = cashier.page.locator("a[href*='/r/']").get_attribute("href") or ""
    anybody.goes(re.sub(r"^https?://[^/]+", "", seen))
    expect(anybody.page.locator("body")).to_contain_text("50,000.00")
    expect(anybody.page.locator("body")).not_to_contain_text(REN)

    consultant.goes("/deals/")
    consultant.page.get_by_role("link", name="1-1-801").first.click()
    form = consultant.page.locator("form[action*='prepare_agreement']")
    form.locator("[name=buyer]").fill("任晓岚")
    form.locator("[name=id_no]").fill(IDENTITY)
    form.locator("[name=discount]").fill("0")
    form.get_by_role("button").last.click()
    paper = consultant.page.locator("a[href*='/agreements/']").first
    paper.click()
    expect(consultant.page.locator(".contract")).to_contain_text("任晓岚")
    for done in (1, 2):
        consultant.page.locator("form[action*='sign_agreement'] button").first.click()
        expect(consultant.page.locator(".stage.is-done")).to_have_count(done)

    manager = seat(house, "manager", size=PHONE)
    manager.goes(re.sub(r"^https?://[^/]+", "", consultant.page.url))
    manager.page.locator("[data-place]").first.click()
    expect(manager.page.locator("textarea[name=errors]")).not_to_have_value("")
    manager.page.locator("[data-place]").first.click()
    expect(manager.page.locator("textarea[name=errors]")).to_have_value("")
    manager.page.locator("[name=pin]").fill(PIN)
    manager.button("Sign and seal").click()
    expect(manager.page.locator(".stage.is-done")).to_have_count(3)
    album.take(manager, "manager-sealed")
    assert house.ask("a1", "unit_state", unit="1-1-801")["state"] == "subscribed"


def test_of_two_cashiers_one_has_the_unit(house: House, seat: Seat) -> None:
    first, second = seat(house, "finance").goes("/till/"), seat(house, "manager").goes("/till/")
    second.forgiven.append("422")
    takes_deposit(first, house.phone(), "1-2-301", "10000")
    expect(first.page.locator(".facts")).to_contain_text("1-2-301")
    takes_deposit(second, house.phone(), "1-2-301", "50000")
    expect(second.refusal).to_contain_text("3.5.5")
    assert house.ask("manager", "unit_state", unit="1-2-301")["state"] == "held"


def test_goods_come_back_by_a_managers_word(house: House, seat: Seat) -> None:
    number = house.give(
        "z1",
        "start_return",
        sale=2,
        goods="SF-201",
        qty=1,
        cause="goods",
        evidence="扶手脱线",
        condition="used",
        wish="refund",
    )["return"]
    cashier = seat(house, "z-finance").goes(f"/returns/{number}/")
    expect(cashier.page.locator("form[action*='settle_return']")).to_have_count(0)
    manager = seat(house, "z-manager", size=PHONE).goes(f"/returns/{number}/")
    form = manager.page.locator("form[action*='decide_return']")
    form.locator("[name=decision]").select_option("refund")
    form.locator("[name=reason]").fill("质量问题，按规定退款")
    form.get_by_role("button").last.click()
    expect(manager.page.locator("form[action*='decide_return']")).to_have_count(0)
    cashier.goes(f"/returns/{number}/")
    form = cashier.page.locator("form[action*='settle_return']")
    form.locator("[name=method]").select_option("cash")
    form.locator("[name=goods_to]").select_option("supplier")
    form.get_by_role("button").last.click()
    expect(cashier.page.locator("form[action*='settle_return']")).to_have_count(0)
    expect(cashier.page.locator("main")).to_contain_text("6,980.00")

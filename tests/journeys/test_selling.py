"""From a recommendation to a sealed agreement; two cashiers and one unit; a return."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

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
TAO = "13900005001"
"""Another customer of a1's, with a deal under way."""
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


def test_goods_are_sold_and_come_back_by_a_managers_word(house: House, seat: Seat) -> None:
    stock = in_stock(seat(house, "z-finance"), "LT-032")
    cashier = seat(house, "z-finance").goes("/sales/new/")
    form = cashier.page.locator("form[action='/sales/new/']")
    form.locator("[name=seller]").select_option("z1")
    form.locator("[name='items.0.goods']").select_option("LT-032")
    form.locator("[name='items.0.qty']").fill("2")
    form.locator("[name='items.1.goods']").select_option("TB-110")
    form.locator("[name='items.1.qty']").fill("1")
    form.locator("[name=method]").select_option("cash")
    form.locator("[name=source]").fill("本人现金")
    form.locator("[name=phone]").fill(phone := house.phone())
    form.get_by_role("button").last.click()
    expect(cashier.page).to_have_url(re.compile(r"/sales/\d+/$"))
    expect(cashier.page.locator("main")).to_contain_text("5,800.00")

    consultant = seat(house, "z1", size=PHONE).goes(f"/sales/?q={phone}")
    consultant.page.locator("main a[href^='/sales/']").first.click()
    expect(consultant.page.locator(".because").first).to_be_visible()
    consultant.page.locator("summary").filter(
        has_text=consultant.word("Start a return")
    ).first.click()
    form = consultant.page.locator("form[action='/returns/start/']").first
    form.locator("[name=qty]").fill("1")
    for name, code in (("cause", "goods"), ("condition", "used"), ("wish", "refund")):
        form.locator(f"[name={name}]").select_option(code)
    form.locator("[name=evidence]").fill("灯杆焊缝开裂")
    form.get_by_role("button").last.click()
    expect(consultant.page).to_have_url(re.compile(r"/returns/\d+/$"))
    address = re.sub(r"^https?://[^/]+", "", consultant.page.url)

    cashier.goes(address)
    expect(cashier.page.locator("form[action*='settle_return']")).to_have_count(0)
    manager = seat(house, "z-manager", size=PHONE).goes(address)
    form = manager.page.locator("form[action*='decide_return']")
    form.locator("[name=decision]").select_option("refund")
    form.locator("[name=reason]").fill("质量问题，按规定退款")
    form.get_by_role("button").last.click()
    expect(manager.page.locator("form[action*='decide_return']")).to_have_count(0)
    cashier.goes(address)
    form = cashier.page.locator("form[action*='settle_return']")
    form.locator("[name=method]").select_option("cash")
    form.locator("[name=goods_to]").select_option("stock")
    form.get_by_role("button").last.click()
    expect(cashier.page.locator("form[action*='settle_return']")).to_have_count(0)
    expect(cashier.page.locator("main")).to_contain_text("1,260.00")
    assert in_stock(cashier, "LT-032") == stock - 1


def in_stock(person: Person, code: str) -> int:
    """Return how many of some goods the list of goods says are there."""
    row = person.goes("/goods/").page.locator("tr").filter(has_text=code)
    return int(row.locator("td").nth(3).inner_text())


def test_three_layouts_at_most_stand_before_a_customer(house: House, seat: Seat) -> None:
    names = ("三室一厅一卫", "三室两厅一卫", "三室两厅三卫", "四室两厅两卫")
    for place, name in enumerate(names):
        described: dict[str, Any] = {
            "orientation": "南",
            "source": "备案户型图",
            "zones": ["客厅", "厨房"],
        }
        house.give("manager", "layout", name=name, rooms=5, **described)
        price = str(1_500_000 + place)
        house.give("manager", "unit", code=f"9-{place + 1}", layout=name, area="100", price=price)
    house.give("a1", "note_need", phone=TAO, rooms=[5], budget="1600000")

    consultant = seat(house, "a1").goes("/advice/")
    consultant.page.locator("li").filter(has_text="陶先生").get_by_role("link").last.click()
    cards = consultant.page.locator(".advice-card")
    expect(cards).to_have_count(3)
    shown = [cards.nth(place).locator("h2").inner_text() for place in range(3)]
    assert shown == list(names[:3])
    for name in names[:3]:
        card = cards.filter(has_text=name)
        card.locator("form[action*='present'] button").click()
        expect(card.locator("form[action*='present']")).to_have_count(0)
    consultant.forgiven.append("422")
    pk = re.search(r"/advice/(\d+)/", consultant.page.url)
    assert pk is not None
    refused = house.refused("a1", "present", phone=TAO, layout=names[3])
    assert refused["clause"] == "5.1"

    consultant.goes(f"/advice/{pk[1]}/sheets/")
    sheets = consultant.page.locator(".advice-cards > section")
    expect(sheets).to_have_count(3)
    first = sheets.filter(has_text=names[0]).first
    first.locator("li").filter(has_text="厨房").get_by_role("button").last.click()
    expect(first.locator("[aria-pressed=true]")).to_have_count(1)
    consultant.goes(f"/advice/{pk[1]}/")
    expect(cards.first.locator("h2")).to_have_text(names[1])
    away = consultant.page.locator("details").filter(has_text=names[0]).last
    away.locator("summary").click()
    away.locator("[name=reason]").fill("厨房太小")
    away.get_by_role("button").last.click()
    expect(consultant.page.locator("form[action*='put_away']")).to_have_count(2)
    house.give("a1", "present", phone=TAO, layout=names[3])
    expect(consultant.goes(f"/advice/{pk[1]}/sheets/").page.locator(".sheet")).to_contain_text(
        "9-4"
    )
    consultant.goes(f"/customers/{pk[1]}/?tab=talk")
    expect(consultant.page.locator("main")).to_contain_text("厨房太小")

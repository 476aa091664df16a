"""Whose customer: following up on a phone, looking together, quarrelling, old books, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.house import PIN
from tests.journeys.person import PHONE
from tests.spreadsheets import SheetMade, workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.journeys.house import House
    from tests.journeys.person import Person

    Seat = Callable[..., Person]

pytestmark = pytest.mark.journeys
HEADER = ["日期", "时间", "姓名", "电话", "接待人"]


def received_by_b1(floor: House, name: str) -> str:
    """Let a new customer of b1 come and go; return the phone."""
    phone = floor.phone()
    answer = floor.give("desk", "visit", name=name, phone=phone)
    assert answer["assigned_to"] == "b1"
    ending = {"outcome": "negotiated", "need": "三居", "problem": "价格", "grade": "A"}
    floor.give("desk", "end", ref=answer["ref"], **ending)
    return phone


def chosen(person: Person, field: str, value: str) -> None:
    """Tap one of the large choices by the value that it sends."""
    circle = person.page.locator(f"[name={field}][value={value}]").first
    circle.locator("xpath=ancestor::label").click()


def test_following_up_on_a_phone(floor: House, seat: Seat) -> None:
    phone = received_by_b1(floor, "祝跟踪")
    consultant = seat(floor, "b1", size=PHONE).goes("/follow-ups/")
    row = consultant.page.locator("li.due").filter(has_text="祝跟踪")
    dial = row.locator("a.tel")
    expect(dial).to_have_attribute("href", f"tel:{phone}")
    box = dial.bounding_box()
    assert box is not None
    assert box["height"] >= 44

    row.get_by_role("link", name=consultant.word("Write")).click()
    chosen(consultant, "method", "call")
    chosen(consultant, "reached", "yes")
    consultant.page.locator("[name=note]").fill("约了周末再来")
    written = consultant.page.url
    consultant.button("Write it in the book").click()
    expect(consultant.page).not_to_have_url(written)
    expect(consultant.toast).to_be_visible()

    consultant.goes("/follow-ups/")
    row.locator("a.row-link").click()
    expect(consultant.page.locator(".band")).to_be_visible()
    expect(consultant.page.locator("main")).to_contain_text("约了周末再来")


def test_looking_together_opens_one_page_for_a_while(floor: House, seat: Seat) -> None:
    phone = received_by_b1(floor, "祝同看")
    floor.give("b1", "follow_up", phone=phone, method="call", reached=True, note="只有我知道")
    asker = seat(floor, "a1").goes("/looks/")
    form = asker.page.locator("form").filter(has=asker.page.locator("[name=reason]")).first
    form.locator("[name=phone]").fill(phone)
    chosen(asker, "reason", "check")
    chosen(asker, "with", "manager")
    form.locator("[name=pin]").fill(PIN)
    asker.button("Open the page").click()

    expect(asker.page.locator(".look-bar")).to_be_visible()
    expect(asker.page.locator("section.look")).to_contain_text("只有我知道")
    asker.button("Close the page").click()
    expect(asker.page.locator(".look-bar")).to_have_count(0)
    told = floor.ask("b1", "inbox")["messages"]
    assert any("3.4.3.5" in one["clause"] for one in told)


def test_a_quarrel_shows_every_reading_and_is_settled_by_its_parties(
    floor: House, seat: Seat
) -> None:
    phone = received_by_b1(floor, "祝争议")
    floor.give("a1", "refer", phone=phone, name="祝争议", referrer=floor.phone())
    claimant = seat(floor, "a1").goes("/disputes/")
    form = claimant.page.locator("form").filter(has=claimant.page.locator("[name=against]")).first
    form.locator("xpath=ancestor::details/summary").click()
    form.locator("[name=phone]").fill(phone)
    form.locator("[name=against]").select_option("b1")
    form.get_by_role("button").last.click()

    row = claimant.page.locator("main tr").filter(has_text=f"{phone[:3]}****{phone[-4:]}")
    row.locator("a[href^='/disputes/']").first.click()
    expect(claimant.text("Who had the phone first")).to_be_visible()
    number = claimant.page.url.rstrip("/").rsplit("/", 1)[-1]
    for who in ("a1", "b1"):
        floor.give(who, "agree_share", case=int(number), shares={"a1": 0.5, "b1": 0.5})
    assert floor.ask("manager", "dispute_case", case=number)["state"] == "settled"


def test_an_old_register_comes_in_and_bad_rows_stay_out(
    floor: House, seat: Seat, tmp_path: Path
) -> None:
    receiver = "方泽宇"
    good = ["2026-02-03", "9:05", "旧客户", floor.phone(), receiver]
    bad = ["2026-02-04", "9:05", "没电话", "12", receiver]
    file = tmp_path / "old.xlsx"
    file.write_bytes(workbook(SheetMade("来访", [HEADER, good, bad])))
    manager = seat(floor, "manager").goes("/imports/")
    manager.page.locator("[name=kind][value=registers]").check()
    manager.page.locator("#file").set_input_files(file)
    manager.button("Look it through").click()

    letting_in = manager.page.locator("button[name=let_in][value=skip]")
    expect(letting_in).to_contain_text("1")
    letting_in.click()
    expect(manager.page.get_by_role("status").first).to_contain_text("1")


def test_a_leaver_is_let_go_when_nothing_is_out(floor: House, seat: Seat) -> None:
    manager = seat(floor, "manager").goes("/leaving/b2/")
    leave = manager.button("End the job")
    expect(leave).to_be_disabled()
    for book in floor.ask("admin", "books", of="b2")["rows"]:
        if book["state"] != "returned":
            floor.give("admin", "return_book", book=book["book"])
    manager.goes("/leaving/b2/")
    chosen(manager, "hand_over_to", "b1")
    expect(leave).to_be_enabled()

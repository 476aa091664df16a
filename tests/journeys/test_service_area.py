"""The person in charge of a service area, standing, with a phone: shift, rounds, findings, hazards."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from playwright.sync_api import expect

from salesfloor.base.china_time import local
from tests.journeys.person import DESKTOP, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.journeys.house import House
    from tests.journeys.person import Person

    Seat = Callable[..., Person]

pytestmark = pytest.mark.journeys
PHOTO: Final = Path(__file__).resolve().parents[2] / "src/salesfloor/web/static/web/icon-192.png"
HASH: Final = "ab" * 32
ITEMS: Final = ("floor", "toilet_smell", "basin", "bins", "paper_soap", "pests")
LATEST: Final = 15
"""Minutes before a shift's start until which one arrives in time."""


def ticks(person: Person, item: str, answer: str) -> None:
    """Tap one of the large choices of an item."""
    person.page.locator(f"[data-item={item}] label.is-{answer}").click()


def photographs(person: Person, item: str) -> None:
    """Take a photo of an item; it waits on the device until it is sent."""
    person.page.locator(f"[data-item={item}] [data-camera]").set_input_files(PHOTO)
    expect(person.page.locator(f"[data-item={item}] [data-hash]")).to_have_count(1)


def day_and_minute(person: Person) -> tuple[str, int]:
    """Read day and minute of the day off the page's clock."""
    shown = local(person.clock())
    return shown.date().isoformat(), shown.hour * 60 + shown.minute


def clock(minutes: int) -> str:
    """Write minutes of a day as a time of it."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def rounds_of(house: House, place: str, on: str) -> dict[str, Any]:
    """Return the rounds of a zone on a day."""
    zones = house.ask("area", "rounds", on=on)["zones"]
    found: dict[str, Any] = next(one for one in zones if one["place"] == place)
    return found


def test_who_arrives_a_minute_late_reads_so_and_the_record_says_so(
    house: House, seat: Seat
) -> None:
    lead = seat(house, "area-lead", size=PHONE).goes("/area/")
    on, now = day_and_minute(lead)
    starts = now + LATEST
    house.give(
        "area",
        "shift_kind",
        shift="relief",
        name="替班",
        starts=clock(starts),
        ends=clock(starts + 60),
    )
    house.give("area", "roster", on=on, shift="relief", who=["area-lead"])

    lead.goes("/area/")
    lead.page.locator("[name=uniform][value=yes]").check(force=True)
    lead.button("Arrive").click()

    expect(lead.page.locator(".turn .tag.is-bad")).to_have_text(re.compile(r"[12]"))
    sheet = house.ask("area", "shift_of", on=on, shift="relief")
    assert sheet["arrived"][0]["late_minutes"] in {1, 2}
    assert sheet["arrived"][0]["uniform"]


def test_a_shift_is_taken_over_with_what_is_open_now_and_the_sheet_is_printed(
    house: House, seat: Seat
) -> None:
    attendant = seat(house, "s1", size=PHONE).goes("/area/")
    attendant.forgiven = ["Unprocessable"]
    panel = attendant.page.locator("section").filter(has_text=attendant.word("Take over and sign"))
    items = panel.locator(".open-items li")
    before = items.count()
    assert before >= 2
    house.give("s2", "find", kind="hygiene", subject="HALL", grade="c", text="大厅座椅下有纸屑")

    attendant.button("Take over and sign").click()  # what was shown is not what is open
    expect(attendant.refusal).to_contain_text("2.4.1")
    expect(items).to_have_count(before + 1, timeout=40_000)
    expect(items.filter(has_text=attendant.word("new"))).to_have_count(1)
    attendant.button("Take over and sign").click()

    expect(attendant.toast).to_be_visible()
    attendant.goes("/area/handover/1/")
    sheet = attendant.page.locator("article.paper")
    expect(sheet.locator(".tick").filter(has_text="✓")).to_have_count(before + 1)
    expect(sheet).to_contain_text("高志强")
    expect(sheet).to_contain_text("大厅座椅下有纸屑")
    attendant.page.emulate_media(media="print")
    expect(sheet).to_be_visible()
    expect(attendant.page.locator("[data-print]")).to_be_hidden()
    expect(attendant.page.get_by_role("navigation").first).to_be_hidden()
    attendant.page.emulate_media(media="screen")


def test_a_round_without_network_is_kept_and_sent_once(house: House, seat: Seat) -> None:
    attendant = seat(house, "s1", size=PHONE).goes("/checks/hygiene/WC/?next=/area/")
    attendant.forgiven = ["ERR_INTERNET_DISCONNECTED", "Failed to fetch", "sendError"]
    on, _ = day_and_minute(attendant)
    before = rounds_of(house, "WC", on)
    for item in ITEMS[:3]:
        ticks(attendant, item, "pass")
    attendant.page.reload()
    expect(attendant.page.locator("[data-done]")).to_have_text("3")
    for item in ITEMS[3:]:
        ticks(attendant, item, "pass")
    ticks(attendant, "bins", "fail")
    attendant.button("Send the sheet").click()
    expect(attendant.page.locator(".is-missing[data-item=bins]")).to_be_visible()

    attendant.context.set_offline(True)
    photographs(attendant, "bins")
    attendant.page.locator("[name='notes.bins']").fill("东侧桶满")
    attendant.button("Send the sheet").click()
    expect(attendant.page.locator("#offline")).to_be_visible()
    assert rounds_of(house, "WC", on) == before
    attendant.context.set_offline(False)

    expect(attendant.page).to_have_url(re.compile(r"//[^/]+/area/$"))
    after = rounds_of(house, "WC", on)
    assert len(after["done"]) == len(before["done"]) + 1
    found = house.ask("area", "findings", subject="WC", status="open")["findings"]
    assert len([one for one in found if one["grade"] == "c"]) == 1
    number = max(one["finding"] for one in found)
    attendant.goes(f"/findings/{number}/")
    expect(attendant.page.locator(".photos a")).to_have_count(1)


def test_a_sheet_whose_page_was_closed_without_network_is_told_of_and_sent_once(
    house: House, seat: Seat
) -> None:
    attendant = seat(house, "s2", size=PHONE).goes("/checks/hygiene/HALL/?next=/area/")
    attendant.forgiven = ["ERR_INTERNET_DISCONNECTED", "Failed to fetch", "sendError"]
    on, _ = day_and_minute(attendant)
    before = len(rounds_of(house, "HALL", on)["done"])
    for item in ITEMS:
        ticks(attendant, item, "pass")
    attendant.context.set_offline(True)
    attendant.button("Send the sheet").click()
    expect(attendant.page.locator("#offline")).to_be_visible()
    attendant.page.close()

    attendant.context.set_offline(False)
    attendant.page = attendant.context.new_page()
    attendant.goes("/area/")
    attendant.page.locator("#unsent").click()
    expect(attendant.page).to_have_url(re.compile(r"//[^/]+/area/$"))
    expect(attendant.page.locator("#unsent")).to_be_hidden()
    attendant.goes("/checks/hygiene/HALL/")
    expect(attendant.page.locator("[data-done]")).to_have_text("0")
    assert len(rounds_of(house, "HALL", on)["done"]) == before + 1


def test_a_missed_round_stands_on_the_board_and_with_who_was_in_charge(
    house: House, seat: Seat
) -> None:
    """The demo's night shift missed one round of the green area."""
    manager = seat(house, "area", size=PHONE).goes("/area/board/")
    green = manager.page.locator(".zones > li").filter(has_text="绿化休息区")
    expect(green.locator(".is-late")).to_be_visible()
    on, _ = day_and_minute(manager)
    missed = rounds_of(house, "GREEN", on)["missed"]
    assert len(missed) == 1
    begins = manager.clock().replace(minute=0, second=0, microsecond=0) - timedelta(hours=11)
    on_strip = int(datetime.fromisoformat(missed[0]) >= begins)  # twelve hours are drawn
    expect(green.locator(".strip .is-missed")).to_have_count(on_strip)

    house.give("area", "excuse_round", place="GREEN", due_at=missed[0], reason="夜间封闭施工")
    assert rounds_of(house, "GREEN", on)["missed"] == missed


def test_a_hazard_is_reported_on_the_spot_and_then_to_the_company(house: House, seat: Seat) -> None:
    attendant = seat(house, "s2", size=PHONE).goes("/give/hazard/")
    form = attendant.page.locator("form[action$='/give/hazard/']").first
    form.locator("[name=place]").select_option("PLAZA")
    form.locator("[name=grade]").select_option("general")
    form.locator("[name=text]").fill("加油区旁井盖松动")
    form.locator("[name=action]").fill("已放置锥桶隔离")
    form.locator("[data-upload]").set_input_files(PHOTO)
    form.locator("button").last.click()
    expect(attendant.toast).to_be_visible()
    hazard = house.ask("area", "findings", kind="hazard")["findings"][-1]

    attendant.goes(f"/give/report_hazard/?finding={hazard['finding']}")
    report = attendant.page.locator("form[action$='/give/report_hazard/']").first
    report.locator("[name=to]").select_option("area")
    report.locator("[name=how]").select_option("call")
    report.locator("button").last.click()
    expect(attendant.toast).to_be_visible()


def test_a_colleague_looks_again_and_nobody_at_their_own_work(house: House, seat: Seat) -> None:
    number = house.give(
        "s1", "find", kind="hygiene", subject="PLAZA", grade="c", text="路缘石旁有积水"
    )["finding"]
    house.give("s2", "fix", finding=number, note="已清扫", photos=[HASH])
    own = seat(house, "s2", size=PHONE).goes(f"/give/recheck/?finding={number}")
    own.forgiven = ["Unprocessable"]
    own.page.locator("[name=passed][value=yes]").check(force=True)
    own.page.locator("form[action$='/give/recheck/'] button").last.click()
    expect(own.refusal).to_contain_text("2.4.3")

    colleague = seat(house, "s1", size=PHONE).goes(f"/findings/{number}/")
    colleague.page.locator("[name=passed][value=yes]").check(force=True)
    colleague.page.locator("form[action$='/give/recheck/'] button").last.click()
    expect(colleague.page.locator(".page-head .tag")).to_have_text(
        colleague.word("Closed after the re-check")
    )


def test_the_wall_shows_zones_and_nobody_s_name(house: House, seat: Seat) -> None:
    wall = seat(house, "area", size=DESKTOP).goes("/area/tv/")
    expect(wall.page.locator(".zones > li")).to_have_count(4)
    for name in ("高志强", "田小雨", "罗大伟"):
        expect(wall.page.get_by_text(name)).to_have_count(0)

"""The working day: the desk signs in and receives, the salesperson ends, the manager decides."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from tests.journeys.house import PIN
from tests.journeys.person import CHINESE, ENGLISH, PHONE

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from tests.journeys.house import House
    from tests.journeys.person import Person
    from tests.journeys.pictures import Album

    Seat = Callable[..., Person]

pytestmark = pytest.mark.journeys


def signs_in_by_pin(desk: Person, name: str, pin: str = PIN) -> None:
    """Let a colleague sign in on the desk's screen."""
    desk.page.locator(".people").get_by_role("button").filter(has_text=name).click()
    desk.page.locator("#pin").fill(pin)
    desk.button("Sign in for the day").click()


def registers(desk: Person, who: str, *, call: bool = False) -> None:
    """Type into the one field, wait for the answer, register."""
    desk.picks("Call" if call else "Visit", desk.page.locator("fieldset.channel"))
    desk.field("Phone or name").fill(who)
    expect(desk.page.locator("#answer")).not_to_have_class("htmx-request")
    desk.page.locator("#answer button.btn-big").click()


def registered(desk: Person, receiver: str) -> None:
    """See who receives."""
    expect(desk.page.locator("#card .registered-name")).to_have_text(receiver)


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_the_desk_signs_three_in_and_receives_five_while_the_board_follows(
    language: str, floor: House, seat: Seat, album: Album
) -> None:
    desk = seat(floor, "desk", language=language).goes("/desk/")
    hall = seat(floor, "manager", language=language).goes("/board/")
    phone = floor.phone()
    standers = hall.page.locator("#board .queue").first.locator(".standers > li")
    expect(standers).to_have_count(1)

    for number, name in enumerate(("苏晚晴", "陆子衿", "方泽宇"), start=2):
        signs_in_by_pin(desk, name)
        expect(standers).to_have_count(number)
        expect(standers.last).to_contain_text(name)
    expect(desk.page.locator("#dialog")).not_to_have_attribute("open", "")

    # Somebody new: the first in the queue receives, and owns them from now on.
    desk.field("Phone or name").fill(f"唐女士 {phone}")
    expect(desk.text("New customer")).to_be_visible()
    expect(desk.page.locator(".receives b")).to_have_text("白若溪")
    album.take(desk, "desk-new-customer", height=700)
    desk.page.locator("#answer button.btn-big").click()
    registered(desk, "白若溪")
    expect(desk.button("Undo")).to_be_visible()
    engaged = hall.page.locator("#board .guests > li[id^=engaged]")
    expect(engaged).to_have_count(1)
    album.take(desk, "desk-registered", height=900)

    # The same one again while their consultant is busy: a colleague, as a courtesy.
    desk.field("Phone or name").fill(phone)
    expect(desk.page.locator(".receives b")).to_have_text("苏晚晴")
    album.take(desk, "desk-courtesy", height=700)
    desk.page.locator("#answer button.btn-big").click()
    registered(desk, "苏晚晴")
    expect(desk.page.locator("#card").get_by_role("link", name="3.2.4.5")).to_be_visible()
    expect(engaged).to_have_count(2)

    # Somebody who leaves no phone; the next in the queue receives, owns nobody yet.
    registers(desk, "石先生")
    registered(desk, "陆子衿")
    expect(desk.text("No phone yet")).to_be_visible()

    # Somebody who does not buy.
    desk.text("Area, medium, people who came along").click()
    desk.page.locator("[name=not_a_buyer]").check()
    registers(desk, "送水的师傅")
    registered(desk, "方泽宇")

    # A call; by now everybody is busy.
    registers(desk, f"马女士 {floor.phone()}", call=True)
    registered(desk, desk.word("Waiting"))
    expect(hall.page.locator("#board .waiting li")).to_have_count(1)
    expect(hall.page.locator("#board .ups")).to_contain_text(hall.word("Everybody is busy"))
    album.take(hall, "board-busy")


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_a_salesperson_ends_receptions_on_the_phone_and_known_customers_come_back(
    language: str, floor: House, seat: Seat, album: Album
) -> None:
    consultant = seat(floor, "a1", size=PHONE, language=language).goes("/reception/")
    album.take(consultant, "salesperson-signing-in")
    consultant.button("Sign in for the day").click()
    expect(consultant.text("Step away")).to_be_visible()
    floor.give("b1", "sign_out")
    album.take(consultant, "salesperson-standing")

    phone = floor.phone()
    floor.give("desk", "visit", name="唐女士", phone=phone)
    expect(consultant.page.locator(".receiving-clock")).to_be_visible()
    album.take(consultant, "salesperson-receiving")
    ending = consultant.page.locator("form.ending")

    consultant.forgiven.append("422")

    # What a negotiation asks for is asked, with the clause (9.3.2.3).
    consultant.picks("Negotiated", ending)
    consultant.field("What the customer needs").fill("三居，近学校")
    consultant.button("End the reception", ending).click()
    expect(consultant.refusal).to_contain_text("9.3.2.3")
    album.take(consultant, "salesperson-refused")
    consultant.field("The main problem").fill("首付还差一些")
    consultant.page.locator("label").filter(has_text="A").filter(
        has=consultant.page.locator("[name=grade]")
    ).first.click()
    consultant.button("End the reception", ending).click()
    expect(consultant.page.locator(".receiving-clock")).to_have_count(0)
    expect(consultant.page.locator(".history")).to_contain_text("唐女士")

    # The customer comes back: theirs, and no turn is used.
    floor.give("desk", "visit", phone=phone)
    expect(consultant.text("Your customer")).to_be_visible()
    consultant.picks("Left", ending)
    consultant.button("End the reception", ending).click()
    expect(consultant.text("Step away")).to_be_visible()


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_the_house_refuses_in_a_sentence_with_the_clause_and_counts_it(
    language: str, floor: House, seat: Seat, album: Album
) -> None:
    manager = seat(floor, "manager", language=language).goes("/rulebook/3.2.3.6/")
    counted = manager.page.locator(".figures > div").filter(has_text=manager.word("refused"))
    before = int(counted.locator("dd").inner_text())
    floor.give("desk", "visit", name="钱先生", phone=floor.phone())
    consultant = seat(floor, "b1", size=PHONE, language=language).goes("/reception/")

    # Nobody leaves the floor with a customer at hand (3.2.3.6) ...
    expect(consultant.page.locator(".receiving-clock")).to_be_visible()
    told = consultant.page.evaluate(
        """async () => {
          const headers = JSON.parse(document.body.getAttribute("hx-headers"));
          const sent = { method: "POST", headers: { ...headers, "HX-Request": "true" } };
          return (await fetch("/reception/presence/sign_out/", sent)).text();
        }"""
    )
    assert "3.2.3.6" in told
    assert consultant.word("A reception is in progress. End it with its outcome first.") in told
    consultant.forgiven.append("422")
    consultant.picks("Left", consultant.page.locator("form.ending"))
    consultant.button("End the reception").click()

    # ... nor as the last one on it (7.1.12): the button is grey and says why ...
    grey = consultant.page.locator(".greyed").filter(has_text="7.1.12")
    expect(grey.first).to_be_visible()
    expect(grey.first.get_by_role("button")).to_be_disabled()

    # ... and nobody but the manager chooses who receives (3.2.1.2).
    refused = floor.refused("lead-a", "override", ref=floor.newest(), to="b1", reason="要求")
    assert refused["clause"] == "3.2.1.2"

    # The rulebook counts the refusal, and names the case.
    manager.goes("/rulebook/3.2.3.6/")
    expect(counted.locator("dd")).to_have_text(str(before + 1))
    expect(manager.page.get_by_role("main")).to_contain_text("白若溪")
    album.take(manager, "manager-clause")


@pytest.mark.fault("D4")
def test_a_consultant_on_another_page_is_called_to_the_customer(floor: House, seat: Seat) -> None:
    consultant = seat(floor, "b1", size=PHONE).goes("/messages/")
    floor.give("desk", "visit", name="来找人的客户", phone=floor.phone())

    call = consultant.page.locator(".news")
    expect(call).to_be_visible()
    call.get_by_role("link").click()
    expect(consultant.page.locator(".receiving-clock")).to_be_visible()
    consultant.goes("/messages/")
    expect(call).to_be_hidden()


def test_a_wrong_tap_is_taken_back_and_every_place_is_as_before(floor: House, seat: Seat) -> None:
    desk = seat(floor, "desk").goes("/desk/")
    before = floor.ask("desk", "board")

    registers(desk, "点错了")
    registered(desk, "白若溪")
    assert floor.ask("desk", "board")["busy"] == ["b1"]
    desk.button("Undo").click()

    expect(desk.text("Taken back")).to_be_visible()
    expect(desk.page.locator(".recent .struck")).to_contain_text("点错了")
    assert floor.ask("desk", "board") == before


@pytest.mark.parametrize("language", [CHINESE, ENGLISH])
def test_the_manager_gives_a_customer_to_somebody_else_and_the_board_says_so(
    language: str, floor: House, seat: Seat, album: Album
) -> None:
    floor.give("a3", "sign_in")
    floor.give("desk", "visit", name="点名的客户", phone=floor.phone())
    manager = seat(floor, "manager", language=language).goes("/board/")
    album.take(manager, "manager-board")

    manager.page.locator("#board .guests > li[id^=engaged] button").first.click()
    dialog = manager.page.get_by_role("dialog")
    manager.picks("陆子衿", dialog)
    reason = {CHINESE: "客户点名要找", ENGLISH: "asked for by name"}[language]
    dialog.get_by_role("textbox").fill(reason)
    album.take(manager, "manager-override")
    manager.button("Override", dialog).click()

    expect(manager.page.locator("#board .moves")).to_contain_text(reason)
    expect(manager.page.locator("#board .guests")).to_contain_text("陆子衿")
    expect(manager.page.locator("#board .guests")).not_to_contain_text("白若溪")


def test_what_is_typed_survives_a_lost_network_and_is_sent_once(floor: House, seat: Seat) -> None:
    desk = seat(floor, "desk").goes("/desk/")
    typed = f"风雨里来的 {floor.phone()}"
    desk.field("Phone or name").fill(typed)
    expect(desk.page.locator(".receives b")).to_have_text("白若溪")
    expect(desk.page.locator("#answer button.btn-big")).to_be_visible()
    desk.forgiven.append("ERR_INTERNET_DISCONNECTED")
    desk.forgiven.append("/desk/: ")

    desk.context.set_offline(True)
    desk.page.locator("#answer button.btn-big").click()
    expect(desk.page.locator("#offline")).to_be_visible()
    expect(desk.field("Phone or name")).to_have_value(typed)
    desk.context.set_offline(False)

    registered(desk, "白若溪")
    expect(desk.page.locator("#offline")).to_be_hidden()
    assert floor.names_today().count("风*") == 1


@pytest.mark.case(42)
def test_what_the_house_cannot_take_now_is_sent_again_and_counts_once(
    floor: House, seat: Seat
) -> None:
    desk = seat(floor, "desk").goes("/desk/")
    desk.forgiven.append("503")
    keys: list[str] = []

    def while_the_records_are_away(route: Route) -> None:
        keys.append(parse_qs(route.request.post_data or "")["key"][0])
        if len(keys) > 2:
            route.continue_()
        else:  # the first one is done, but nobody hears of it
            if len(keys) == 1:
                route.fetch()
            sentence = '<div class="refusal is-busy" data-refusal-shown>记录</div>'
            route.fulfill(status=503, headers={"Retry-After": "2"}, body=sentence)

    desk.page.route("**/desk/register/", while_the_records_are_away)
    registers(desk, "雪里等着的客户")
    expect(desk.refusal).to_be_visible()
    registered(desk, "白若溪")
    assert (len(keys), len(set(keys))) == (3, 1)
    assert floor.names_today().count("雪*") == 1


def test_a_double_click_registers_once(floor: House, seat: Seat) -> None:
    desk = seat(floor, "desk").goes("/desk/")
    desk.field("Phone or name").fill(f"手快的客户 {floor.phone()}")
    expect(desk.page.locator(".receives b")).to_have_text("白若溪")

    desk.page.locator("#answer button.btn-big").dblclick()

    registered(desk, "白若溪")
    assert floor.names_today().count("手*") == 1

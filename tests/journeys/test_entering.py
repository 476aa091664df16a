"""Entering the house, its language, and how light and narrow its pages are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

from tests.journeys.house import PASSWORD
from tests.journeys.person import CHINESE, ENGLISH, PHONE, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Response

    from tests.journeys.house import House
    from tests.journeys.person import Person

    Seat = Callable[..., Person]

pytestmark = pytest.mark.journeys
FIRST_VISIT: Final = 250_000
NEXT_PAGE: Final = 25_000
POSTS: Final = ("manager", "lead-a", "a1", "desk", "admin", "director", "general", "finance")


def test_one_tap_on_a_card_of_the_demo_enters_as_that_person(house: House, seat: Seat) -> None:
    person = seat(house)
    person.goes("/")

    person.button("Front desk").click()

    expect(person.page).to_have_url(f"{house.url}/")
    expect(person.page.locator(".who-name")).to_have_text("田小满")


def test_the_switch_turns_every_word_into_the_other_language(house: House, seat: Seat) -> None:
    person = seat(house, "manager")
    person.goes("/board/")
    expect(person.page.get_by_role("heading", level=1)).to_have_text(words("Board", CHINESE))

    person.page.get_by_role("button", name="English").first.click()

    expect(person.page.get_by_role("heading", level=1)).to_have_text(words("Board", ENGLISH))
    expect(person.page.locator("html")).to_have_attribute("lang", "en")
    person.page.get_by_role("button", name="中文").first.click()
    expect(person.page.locator("html")).to_have_attribute("lang", "zh-CN")


@pytest.mark.parametrize("code", POSTS)
def test_on_a_phone_no_page_is_wider_than_the_hand_that_holds_it(
    code: str, house: House, seat: Seat
) -> None:
    person = seat(house, code, size=PHONE)
    places = person.page.locator("nav.bottom a, nav.side a")
    paths = {str(one.get_attribute("href")) for one in places.all()} | {"/messages/"}
    assert len(paths) > 2

    too_wide = {}
    for path in sorted(paths):
        person.goes(path)
        width = person.page.locator("html").evaluate("element => element.scrollWidth")
        if width > PHONE[0]:
            too_wide[path] = width

    assert too_wide == {}


def test_a_first_visit_and_the_next_page_are_light(house: House, seat: Seat) -> None:
    first = seat(house)
    weigh = Scales(first)

    first.goes("/account/login/")
    entrance = weigh.since_last()
    first.button("Sales manager").click()
    expect(first.page.locator(".who-name")).to_be_attached()
    home = weigh.since_last()
    first.goes("/customers/")
    after = weigh.since_last()

    print(f"first page {entrance}, today {home}, next page {after} bytes")  # noqa: T201
    assert entrance + home <= FIRST_VISIT
    assert after <= NEXT_PAGE


class Scales:
    """Adds up what came over the line, as compressed as it came."""

    def __init__(self, person: Person) -> None:
        """Weigh everything from now on."""
        self._came: list[Response] = []
        person.page.on("response", self._hear)

    def _hear(self, response: Response) -> None:
        self._came.append(response)

    def since_last(self) -> int:
        """Return the bytes since it was last asked."""
        came, self._came[:] = list(self._came), []
        sizes = [one.request.sizes() for one in came if "/events/" not in one.url]
        return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)


COMPOSED: Final = """
    (field, [key, composing]) => field.dispatchEvent(new KeyboardEvent("keydown", {
        key, isComposing: composing, bubbles: true, cancelable: true,
    }))
"""


@pytest.mark.fault("D14")
def test_keys_of_a_composition_are_the_input_methods(house: House, seat: Seat) -> None:
    desk = seat(house, "desk")
    desk.goes("/desk/")
    field = desk.page.locator("#who")
    field.fill("秦")

    for key in ("Escape", "ArrowDown", "Enter"):
        assert field.evaluate(COMPOSED, [key, True])  # nobody prevented what the method does

    expect(field).to_have_value("秦")
    expect(field).to_be_focused()
    field.press("Escape")
    expect(field).to_have_value("")


@pytest.mark.fault("D18")
def test_what_was_typed_when_the_session_ended_stands_there_after_the_log_in(
    house: House, seat: Seat
) -> None:
    person = seat(house, "a1")
    person.goes("/give/propose/")
    form = person.page.locator("main form[hx-post='/give/propose/']")
    form.locator("select").first.select_option(index=1)
    form.locator("textarea, input[type=text]").first.fill("把茶水台挪到窗边")
    person.context.clear_cookies(name="sessionid")
    person.forgiven.append("401")

    form.locator("button").last.click()
    person.field("Staff code").fill("a1")
    person.field("Password").fill(PASSWORD)
    person.field("Password").press("Enter")

    expect(person.page).to_have_url(f"{house.url}/give/propose/")
    expect(form.locator("textarea, input[type=text]").first).to_have_value("把茶水台挪到窗边")
    assert form.locator("select").first.input_value()

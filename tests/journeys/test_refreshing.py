"""A part of a page that is shown anew by itself takes nothing away from who is at work in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route

    from tests.journeys.house import House
    from tests.journeys.person import Person

    Seat = Callable[..., Person]

pytestmark = pytest.mark.journeys
PHOTO: Final = Path(__file__).resolve().parents[2] / "src/salesfloor/web/static/web/icon-192.png"
BEGUN: Final = """
<section><h2>Waiting <b>{number}</b></h2>
  <form action="/nowhere/">
    <p class="field"><input type="file" id="t-photos" data-upload="photos" multiple>
      <span data-attached></span></p>
    <select id="t-kind" name="kind"><option value="">-</option><option value="x">X</option></select>
    <textarea id="t-text" name="text"></textarea>
    <button id="t-go">Go</button>
  </form>
</section>
"""
GONE: Final = "<section><h2>Waiting <b>0</b></h2><p>Somebody else did it.</p></section>"
PLACE: Final = """
(html) => {
  const part = Object.assign(document.createElement("div"), { id: "t-part", innerHTML: html });
  part.setAttribute("hx-get", "/nowhere/");
  part.setAttribute("hx-trigger", "changed");
  document.querySelector("main").prepend(part);
  window.htmx.process(part);
}
"""


class Part:
    """A made-up part of a page that comes anew whenever the house says that something changed."""

    def __init__(self, page: Page) -> None:
        """Put it on the page."""
        self.page = page
        self.number = 1
        self.html = BEGUN
        page.route("**/nowhere/", self._answer)
        page.evaluate(PLACE, BEGUN.format(number=1))

    def _answer(self, route: Route) -> None:
        route.fulfill(body=self.html.format(number=self.number), content_type="text/html")

    def changes(self) -> None:
        """Let the house say that something changed."""
        self.number += 1
        self.page.evaluate("window.htmx.trigger('#t-part', 'changed')")

    def shows(self, number: int) -> None:
        """Wait until the part shows that state."""
        expect(self.page.locator("#t-part h2 b")).to_have_text(str(number))


@pytest.mark.fault("D24")
def test_what_is_begun_stays_when_its_part_comes_anew(house: House, seat: Seat) -> None:
    page = seat(house, "s1").goes("/area/").page
    part = Part(page)
    page.locator("#t-photos").set_input_files(PHOTO)
    expect(page.locator("#t-part [data-attached] input")).to_have_count(1)
    page.locator("#t-text").fill("half a sen")
    part.changes()
    part.shows(2)

    expect(page.locator("#t-text")).to_have_value("half a sen")
    expect(page.locator("#t-text")).to_be_focused()
    expect(page.locator("#t-part [data-attached] input")).to_have_count(1)


@pytest.mark.fault("D24")
def test_an_open_list_of_choices_is_not_taken_away(house: House, seat: Seat) -> None:
    page = seat(house, "s1").goes("/area/").page
    part = Part(page)
    page.locator("#t-kind").click()
    with page.expect_response("**/nowhere/"):
        part.changes()
    page.wait_for_function("document.querySelector('#t-kind').matches(':open')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    part.shows(1)

    page.locator("#t-go").focus()
    part.shows(2)
    expect(page.locator("#t-kind")).to_have_value("x")
    expect(page.locator("#t-go")).to_be_focused()


@pytest.mark.fault("D24")
def test_where_the_focus_vanishes_it_goes_to_the_heading_beside_it(
    house: House, seat: Seat
) -> None:
    page = seat(house, "s1").goes("/area/").page
    part = Part(page)
    page.locator("#t-go").focus()
    part.html = GONE
    part.changes()
    part.shows(0)
    expect(page.locator("#t-part h2")).to_be_focused()

"""Every page of every post by WCAG 2.2 AA: the ways of looking (language, width, light or dark) take turns."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

import pytest

import assets
from tests.journeys.person import CHINESE, DESKTOP, ENGLISH, PHONE
from tests.journeys.walking import walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.journeys.house import House
    from tests.journeys.person import Person

    Seat = Callable[..., Person]

pytestmark = pytest.mark.journeys
POSTS: Final = ("manager", "a1", "desk", "lead-a", "admin", "director", "finance", "area", "s1")
WAYS: Final = ((CHINESE, PHONE), (ENGLISH, DESKTOP), (ENGLISH, PHONE), (CHINESE, DESKTOP))
TALLEST: Final = 8000
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LOOK: Final = """(only) => axe.run(document, {
    runOnly: only, resultTypes: ["violations"],
}).then((found) => found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.html.slice(0, 120)} ${(node.any[0] || node.all[0] || node.none[0]).message}`)))"""
# What axe does not look at: sizes for thumbs, letters that make a telephone zoom, traps in summaries, texts over their neighbours.
SIZES: Final = """(phone) => {
    const told = [];
    const shown = (one) => one.checkVisibility({visibilityProperty: true}) && one.getClientRects().length;
    for (const one of document.querySelectorAll("a[href], button, summary, select, input, textarea")) {
        if (!shown(one) || one.closest("[aria-hidden=true], .skip")) continue;
        const {width, height} = one.getBoundingClientRect();
        const isInline = getComputedStyle(one).display === "inline";
        const isDrawnElsewhere = one.closest(".choices, .form-check") || one.type === "hidden";
        const name = one.outerHTML.slice(0, 100);
        if (!isInline && !isDrawnElsewhere && (width < 24 || height < 24)) told.push(`small ${width}x${height}: ${name}`);
        if (phone && one.matches(".btn-primary") && height < 44) told.push(`low ${height}: ${name}`);
        if (one.matches("input:not([type=checkbox], [type=radio], [type=file]), select, textarea")
            && parseFloat(getComputedStyle(one).fontSize) < 16) told.push(`zooms: ${name}`);
    }
    for (const one of document.querySelectorAll("summary a, summary button, summary input")) {
        told.push(`inside a summary: ${one.outerHTML.slice(0, 100)}`);
    }
    for (const one of document.querySelectorAll("td, dd, .tag")) {
        if (shown(one) && !["inline", "contents"].includes(getComputedStyle(one).display)
            && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0
            && getComputedStyle(one).overflowX === "visible") told.push(`runs over: ${one.outerHTML.slice(0, 120)}`);
    }
    const wider = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wider > 0) told.push(`wider than the screen by ${wider}`);
    return told;
}"""


class Looker:
    """Looks at pages, at each in another language or width than at the one before."""

    def __init__(self) -> None:
        """Begin with the first of the ways."""
        self._ways = itertools.cycle(WAYS)
        self.wrong: dict[str, list[str]] = {}

    def looks_at(self, person: Person, seen: set[str]) -> None:
        """Look at every kind of page that the person reaches and nobody has reached before."""
        for kind in walk(person.page, seen, lambda: self._next_way(person)):
            if told := violations(person.page):
                self.wrong[f"{kind} {person.language} {person.page.viewport_size}"] = told

    def _next_way(self, person: Person) -> None:
        person.language, (width, height) = next(self._ways)
        person.speaks(person.language)
        person.page.set_viewport_size({"width": width, "height": height})


def violations(page: Page) -> list[str]:
    """Return what is wrong with the page as it stands, every part of it unfolded."""
    page.evaluate(
        "document.querySelectorAll('main details').forEach((one) => { one.open = true; })"
    )
    tall = int(page.evaluate("document.documentElement.scrollHeight"))
    size: Any = page.viewport_size
    # All of it at once: what the bar at the foot would cover lies beneath it only while one scrolls.
    page.set_viewport_size({"width": size["width"], "height": min(tall + 80, TALLEST)})
    page.evaluate((assets.MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    told: list[str] = page.evaluate(LOOK, {"type": "tag", "values": RULES})
    dark: list[str] = []
    if size["width"] == PHONE[0]:
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        dark = page.evaluate(LOOK, {"type": "rule", "values": ["color-contrast"]})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
    for width in (DESKTOP[0], PHONE[0]):
        page.set_viewport_size({"width": width, "height": size["height"]})
        told += page.evaluate(SIZES, width == PHONE[0])
    return told + [f"dark {one}" for one in dark]


@pytest.mark.fault("P7")
def test_everybody_can_use_every_page(house: House, seat: Seat) -> None:
    assets.install_packages(assets.node()[1])
    looker, seen = Looker(), set[str]()
    stranger = seat(house, size=PHONE)
    stranger.goes("/account/login/")
    at_the_door = violations(stranger.page)
    for post in POSTS:
        looker.looks_at(seat(house, post), seen)

    assert len(seen) > 50
    assert at_the_door == []
    wrong = [f"{page}: {one}" for page, told in looker.wrong.items() for one in told]
    assert not wrong, "\n".join(wrong)

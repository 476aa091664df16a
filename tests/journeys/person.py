"""Somebody at a screen: what they press, fill in and see, by the words that stand there."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.utils import translation
from playwright.sync_api import expect

from tests.journeys.house import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

CHINESE: Final = "zh-hans"
ENGLISH: Final = "en"
DESKTOP: Final = (1440, 900)
PHONE: Final = (390, 844)
PATIENCE: Final = 15_000
"""Milliseconds for what normally takes some tens of them: the machine may be busy."""

expect.set_options(timeout=PATIENCE)


def words(english: str, language: str, **given: Any) -> str:
    """Return a sentence of the product as the reader of a language sees it."""
    with translation.override(language):
        return translation.gettext(english).replace("%(", "{").replace(")s", "}").format(**given)


class Person:
    """One person before one screen, logged in or not yet."""

    def __init__(self, browser: Browser, url: str, size: tuple[int, int], language: str) -> None:
        """Sit down before a screen of that size whose browser remembers nothing."""
        width, height = size
        self.url = url
        self.language = language
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            has_touch=width < 500,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            base_url=url,
        )
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.forgiven: list[str] = []
        self.page.on("console", lambda told: self._hear(told.type, told.text))
        self.page.on("pageerror", lambda error: self._hear("error", str(error)))

    def _hear(self, kind: str, text: str) -> None:
        # A look-up given up because more was typed is no fault; htmx reports it in two lines.
        given_up = text.startswith(("htmx:sendAbort", "htmx:afterRequest"))
        if kind in {"error", "warning"} and not given_up:
            self.complaints.append(f"{self.page.url}: {text}")

    def unforgiven(self) -> list[str]:
        """Return what the browser complained about, but for what the journey meant to provoke."""
        return [one for one in self.complaints if not any(part in one for part in self.forgiven)]

    def word(self, english: str, **given: Any) -> str:
        """Return a sentence of the product in this person's language."""
        return words(english, self.language, **given)

    def enters(self, code: str) -> Person:
        """Log in with code and password, in the person's language."""
        self.speaks(self.language)
        self.page.goto("/account/login/")
        self.field("Staff code").fill(code)
        self.field("Password").fill(PASSWORD)
        self.field("Password").press("Enter")
        expect(self.page.get_by_role("navigation").first).to_be_attached()
        return self

    def speaks(self, language: str) -> None:
        """Have the language chosen already, as on an earlier day."""
        self.context.add_cookies([{"name": "django_language", "value": language, "url": self.url}])

    def goes(self, path: str) -> Person:
        """Open an address; it must be there."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        return self

    def clock(self) -> datetime:
        """Return the house's time as the page shows it; a demo's is not the machine's."""
        shown = self.page.locator("time[data-clock]").first.get_attribute("datetime")
        assert shown is not None
        return datetime.fromisoformat(shown)

    def field(self, label: str) -> Locator:
        """Find a field by its label."""
        return self.page.get_by_label(self.word(label), exact=True)

    def button(self, label: str, within: Locator | None = None, **given: Any) -> Locator:
        """Find a button by what stands first on it."""
        place = within or self.page.locator("body")
        begins = re.compile(rf"^\s*{re.escape(self.word(label, **given))}")
        return place.get_by_role("button", name=begins).first

    def link(self, label: str) -> Locator:
        """Find a link by what stands on it."""
        return self.page.get_by_role("link", name=self.word(label)).first

    def text(self, english: str, within: Locator | None = None, **given: Any) -> Locator:
        """Find a text of the product."""
        return (within or self.page.locator("body")).get_by_text(self.word(english, **given)).first

    def picks(self, label: str, within: Locator | None = None) -> None:
        """Tap one of the large choices: the words, for the circle itself is not drawn."""
        place = within or self.page.locator("body")
        place.locator("label").filter(has_text=exactly(self.word(label))).first.click()

    @property
    def refusal(self) -> Locator:
        """Return the sentence with which the house refused."""
        return self.page.locator("[data-refusal-shown]").first

    @property
    def toast(self) -> Locator:
        """Return the word of success that is shown for a moment."""
        return self.page.locator(".toast-line").last


def exactly(text: str) -> re.Pattern[str]:
    """Return a pattern for a text that stands alone."""
    return re.compile(rf"^\s*{re.escape(text)}\s*$")

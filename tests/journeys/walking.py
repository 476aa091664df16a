"""Walking through the pages of a house by their links, each kind of page once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

NOT_PAGES: Final = re.compile(
    r"logout|/api/|/print/|/sheet|/(?:agreements|disputes|receipts)/\d+/paper/"
    r"|/media/|\.(?:pdf|csv|xlsx|png|ics)|[?&]as=|/files?/"
)
ONE_OF_MANY: Final = (
    (re.compile(r"\?.*$"), ""),
    (re.compile(r"(?<=/rulebook/)\d[\d.]*(?=/)"), "N"),
    (re.compile(r"(?<=/settings/)[a-z_]+\.[a-z_.]+(?=/)"), "N"),
    (re.compile(r"(?<=/of/)[^/]+(?=/)"), "N"),
    (re.compile(r"(?<=/named/).+"), "N/"),
    (re.compile(r"(?<=/checks/)[a-z_]+/[^/]+(?=/)"), "N/N"),
    (re.compile(r"(?<=/give/)[a-z_]+(?=/)"), "N"),
    (re.compile(r"(?<=/registers/)[a-z_]+(?=/\d)"), "N"),
    (re.compile(r"\d+"), "N"),
)
"""Addresses that differ only in what they are about lead to the same kind of page."""


def kind_of(address: str) -> str:
    """Return an address without what it is about."""
    for pattern, instead in ONE_OF_MANY:
        address = pattern.sub(instead, unquote(address))
    return address


def walk(
    page: Page, seen: set[str], before: Callable[[], None], *, most: int = 80
) -> Iterator[str]:
    """Yield the kind of each page that can be reached by links, the page being open.

    The first page is always looked at: it is each post's own. Kinds in `seen` are not opened again.
    `before` runs before each page is opened.
    """
    ahead, opened = ["/"], 0
    begun: set[str] = set()
    while ahead and opened < most:
        address = ahead.pop(0)
        kind = kind_of(address)
        if kind in begun or (kind in seen and address != "/"):
            continue
        begun.add(kind)
        before()
        answer = page.goto(address)
        assert answer is not None
        assert answer.status < 400, f"{address}: {answer.status}"
        opened += 1
        if kind_of(page.url.split("/", 3)[-1].join(["/", ""])) in seen and address != "/":
            continue
        seen.add(kind)
        yield kind
        links = page.locator("a[href^='/']").evaluate_all(
            "all => all.map((a) => a.getAttribute('href'))"
        )
        ahead += [link.split("#")[0] for link in links if not NOT_PAGES.search(link)]

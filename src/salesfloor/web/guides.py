"""The guides for each post, read in the product: Markdown of `static/guide/`, chapter by chapter.

A chapter that tells about a page says so under its heading: `<!-- page: reception:desk -->`; the question
mark of that page leads there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.templatetags.static import static
from django.urls import reverse
from markdown_it import MarkdownIt

from salesfloor.base.posts import Post
from salesfloor.base.trades import Trade
from salesfloor.web.dates import is_chinese

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markdown_it.token import Token

    from salesfloor.web.requests import StaffRequest

FOLDER: Final = Path(__file__).resolve().parent / "static" / "guide"
EVERYBODY: Final = "everybody"
AREA, CENTRE = "area", "centre"
OF_POST: Final[Mapping[Post, str]] = {
    Post.DESK: "desk",
    Post.SALESPERSON: "salesperson",
    Post.LEAD: "lead",
    Post.MANAGER: "manager",
    Post.DIRECTOR: "manager",
    Post.GENERAL_MANAGER: "manager",
    Post.FINANCE: "finance",
}
OF_TRADE: Final[Mapping[str, Mapping[Post, str]]] = {
    Trade.SERVICE_AREA: dict.fromkeys(OF_POST, AREA),
    Trade.BANK_CARDS: dict.fromkeys((Post.SALESPERSON, Post.LEAD, Post.MANAGER), CENTRE),
}
"""Trades whose people have a guide of their own."""
NAMES: Final = ("desk", "salesperson", "lead", "manager", "finance", AREA, CENTRE, EVERYBODY)
_PAGE: Final = re.compile(r"<!--\s*page:\s*([\w: ,]+?)\s*-->")


@dataclass(frozen=True, slots=True)
class Guide:
    """A guide as the page shows it."""

    title: str
    body: str
    chapters: Mapping[str, str]
    """Anchors by the names of the pages that chapters tell about."""


def guide_for(request: StaffRequest) -> str:
    """Return the name of the guide for the person's post and trade."""
    post, trade = request.actor.post, getattr(request.site, "trade", "")
    return OF_TRADE.get(trade, {}).get(post) or OF_POST.get(post, EVERYBODY)


def help_address(request: StaffRequest, page: str) -> str:
    """Return where the guide tells about a page; its beginning where no chapter does."""
    own = guide_for(request)
    for name in dict.fromkeys((own, EVERYBODY)):
        anchor = guide(name, language()).chapters.get(page)
        if anchor:
            return f"{reverse('web:guide', args=[name])}#{anchor}"
    return reverse("web:guide", args=[own])


def language() -> str:
    """Return the ending of the guides in the reader's language."""
    return "zh-CN" if is_chinese() else "en"


@cache
def guide(name: str, in_language: str) -> Guide:
    """Read a guide once."""
    text = (FOLDER / f"{name}.{in_language}.md").read_text(encoding="utf-8")
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    tokens = reader.parse(text)
    chapters: dict[str, str] = {}
    title, anchor, shown = "", "", []
    for place, token in enumerate(tokens):
        if token.type == "heading_open":
            anchor = f"chapter-{place}"
            token.attrSet("id", anchor)
            if not title:
                title = tokens[place + 1].content
        elif token.type == "html_block":
            for page in _PAGE.findall(token.content):
                chapters.update(dict.fromkeys((one.strip() for one in page.split(",")), anchor))
            continue
        _point_at_static(token)
        shown.append(token)
    body = reader.renderer.render(_without_head(shown), reader.options, {})
    return Guide(title, body, chapters)


def _point_at_static(token: Token) -> None:
    """Let pictures come from the static files, when they are scrolled to."""
    for part in token.children or []:
        if part.type == "image":
            part.attrSet("src", static(f"guide/{part.attrGet('src')}"))
            part.attrSet("loading", "lazy")


def _without_head(tokens: list[Token]) -> list[Token]:
    """Leave out the title and the link to the other language: the page has its own."""
    first = next((at for at, token in enumerate(tokens) if token.type == "heading_close"), -1) + 1
    rest = tokens[first:]
    if len(rest) > 2 and rest[1].children and rest[1].children[0].type == "link_open":  # noqa: PLR2004
        rest = rest[3:]
    return rest

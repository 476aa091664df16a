"""Finding anything from one field, and every page in two taps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.urls import URLResolver, get_resolver, reverse

from salesfloor.base.modules import pages
from salesfloor.base.posts import Post
from salesfloor.base.trades import Trade
from salesfloor.web.searching import SEARCHERS
from tests.visitor import visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from tests.floor_builder import Floor

pytestmark = pytest.mark.fault("P12")
PIECES = {
    "/area/board/now/",
    "/area/taking-over/",
    "/area/tv/",
    "/area/tv/now/",
    "/board/tv/",
    "/desk/answer/",
    "/desk/side/",
    "/reception/now/",
    "/reception/today/",
    "/till/capitals/",
    "/registers/verify/",
}
"""What is a piece of a page, or stands on a wall, and no page of its own."""
TRADE = Trade.REAL_ESTATE


@pytest.fixture
def named(floor: Floor) -> Floor:
    """Return a floor with two customers."""
    floor.sign_in("a", "b")
    floor.visit("09:05", phone="13800138000", name="张建国", ref="one")
    floor.visit("09:06", phone="13900139000", name="欧阳娜", ref="two")
    return floor


def found(browser: Client, text: str) -> str:
    return browser.get("/search/", {"q": text}).content.decode()


@pytest.mark.case(83)
def test_customers_are_found_within_ones_reach_and_masked(named: Floor) -> None:
    manager, own = visitor(named, "manager"), visitor(named, "a")

    assert "张建国" in found(manager, "zjg")
    assert "138****8000" in found(manager, "张建")
    assert "13800138000" not in found(manager, "张建")
    assert "欧阳娜" in found(manager, "欧阳")
    assert "欧阳娜" not in found(own, "欧阳")


def test_people_pages_clauses_policies_and_acts_are_found(named: Floor) -> None:
    manager = visitor(named, "manager")

    assert "/people/of/" in found(manager, named.prefix + "a")
    assert 'href="/reports/sources/"' in found(manager, "客户来源")
    assert 'href="/rulebook/3.2.1.1/"' in found(manager, "3.2.1.1")
    assert 'href="/settings/call.visit_within_days/"' in found(manager, "call.visit_within")
    assert 'href="/give/' in found(manager, "改派")


def test_what_is_not_for_the_post_is_not_found(named: Floor) -> None:
    finance = visitor(named, "finance")

    assert "张建国" not in found(finance, "zjg")
    assert "/people/of/" not in found(finance, named.prefix + "a")
    assert "/settings/" not in found(finance, "call.visit_within")


@pytest.mark.parametrize("text", ["", " ", "%00", "\x00", "'\"<script>x", "x" * 500])
def test_anything_can_be_typed(named: Floor, text: str) -> None:
    answer = visitor(named, "manager").get("/search/", {"q": text})

    assert answer.status_code in {200, 400}
    assert "<script>x" not in answer.content.decode()


def test_each_searcher_is_for_somebody() -> None:
    assert {"pages", "commands", "customers", "people", "clauses", "policies"} <= set(SEARCHERS)
    assert all(one.may for one in SEARCHERS.values())


def patterns(resolver: URLResolver, before: str = "/") -> Iterator[tuple[str, object]]:
    for one in resolver.url_patterns:
        address = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from patterns(one, address)
        elif "<" not in address and "^" not in address:
            yield address, one.callback


@pytest.mark.parametrize("name", ["a", "lead", "manager", "desk", "admin", "finance", "director"])
def test_every_page_that_one_may_open_is_two_taps_away(named: Floor, name: str) -> None:
    post = Post(named.actor(name).post)
    browser = visitor(named, name)
    one_tap = set(re.findall(r'href="(/[^"#?]*)', browser.get("/").content.decode()))
    two_taps = {
        link
        for address in ("/search/", *sorted(one_tap))
        if not address.startswith(("/static/", "/account/logout"))
        for link in re.findall(
            r'href="(/[^"#?]*)', browser.get(address).content.decode("utf-8", "replace")
        )
    }
    may_open = {
        address
        for address, view in patterns(get_resolver())
        if post in getattr(view, "may", ()) and "GET" in getattr(view, "methods", ())
    }
    may_open -= PIECES | {
        reverse(one.name) for one in pages() if one.trades is not None and TRADE not in one.trades
    }
    opened = {address for address in may_open if browser.get(address).status_code == 200}

    assert opened
    assert opened - one_tap - two_taps == set()

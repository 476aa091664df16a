"""The page of a recommendation says what to say first, by what the customer likes."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.arguments import cards
from salesfloor.floor.arguments.api import Card
from salesfloor.floor.customers.models import Customer
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from django.test import Client

PHONE = "13805712201"


@pytest.mark.django_db
@pytest.mark.clause("9.2.2.3", "kept")
def test_what_the_customer_likes_is_said_first(monkeypatch: pytest.MonkeyPatch) -> None:
    stock = [
        Card("a1", "", "两梯四户", "比一梯四户快", "早上不用等"),
        Card("q1", "layout:三室两厅", "离马路八十米", "低十分贝", "晚上睡得安稳", ("quiet_apart",)),
    ]
    monkeypatch.setattr(cards, "_CARDS", [lambda _site, _at: stock])
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    told = {"orientation": "south", "source": "approved plan"}
    floor.give("layout", by="manager", name="三室两厅", **told)
    floor.give("unit", code="U1", layout="三室两厅", area="100", price="1000000")
    floor.sign_in("a")
    floor.visit("09:05", ref="v1", phone=PHONE)
    floor.give("note_need", by="a", phone=PHONE, rooms=[3], likes=["quiet_apart"])

    page = visitor(floor, "a").get(f"/advice/{Customer.objects.get(phone=PHONE).pk}/")

    text = page.content.decode()
    assert text.index("晚上睡得安稳") < text.index("早上不用等")


NAMES = ("甲型", "乙型", "丙型", "丁型")


@pytest.fixture
def four(db: None) -> Floor:
    """Return a floor since yesterday with four layouts for sale, and a's customer who said a budget."""
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    for place, name in enumerate(NAMES, start=1):
        floor.give(
            *["layout"], by="manager", name=name, orientation="南", source="备案图", rooms=3,
            strengths={"daylight": f"{name}的采光"}, zones=["客厅", "厨房"],
        )  # fmt: skip
        price = str(1_000_000 + place)
        floor.give("unit", code=f"U{place}", layout=name, area="100", price=price)
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone=PHONE)
    floor.give("note_need", by="a", phone=PHONE, budget="1500000")
    return floor


def own_page() -> str:
    return f"/advice/{Customer.objects.get(phone=PHONE).pk}/"


def shows(browser: Client, layout: str) -> Any:
    return piece(browser, "/give/present/", phone=PHONE, layout=layout)


@pytest.mark.clause("5.1", "refused")
@pytest.mark.clause("5.2", "kept")
@pytest.mark.clause("5.3", "kept")
def test_three_are_shown_confirmed_and_told_with_their_source(four: Floor) -> None:
    browser = visitor(four, "a")
    for name in NAMES[:3]:
        assert shows(browser, name).status_code == 204
    assert shows(browser, NAMES[3])["X-Refused-By"] == "5.1"
    sheet = browser.get(f"{own_page()}sheets/").content.decode()
    for place, name in enumerate(NAMES[:3], start=1):
        assert f"{name}的采光" in sheet
        assert f"U{place}" in sheet, "a price is of a unit that can be had"
    assert NAMES[3] not in sheet
    assert "备案图" in sheet
    assert "checked" not in sheet
    ticked = {"layout": NAMES[0], "meets": ["rooms", "price"]}
    piece(browser, f"{own_page()}confirm/", key="c", **ticked)
    confirmed = browser.get(f"{own_page()}sheets/").content.decode()
    assert confirmed.count("checked>") + confirmed.count("checked\n") >= 2
    assert "ti-x" in confirmed


@pytest.mark.clause("5.1", "kept")
@pytest.mark.clause("5.4", "kept")
def test_reactions_move_the_next_recommendation_and_stand_at_the_follow_up(four: Floor) -> None:
    browser = visitor(four, "a")
    assert order_of(browser)[0] == NAMES[0], "the lowest price among equals"
    for name in NAMES[:3]:
        shows(browser, name)
    said = {"layout": NAMES[0], "reaction": "dislike"}
    piece(browser, f"{own_page()}react/", key="d", point="daylight", **said)
    liked = {"layout": NAMES[2], "reaction": "like"}
    piece(browser, f"{own_page()}react/", key="l", point="客厅", **liked)
    assert order_of(browser)[0] == NAMES[1], "as fitting as before and nothing against it"
    gone = {"phone": PHONE, "layout": NAMES[0]}
    assert piece(browser, "/give/put_away/", **gone)["X-Refused-By"] == "5.1"
    piece(browser, "/give/put_away/", reason="白天要开灯", **gone)
    assert shows(browser, NAMES[3]).status_code == 204
    page = own_page().replace("advice", "customers")
    talk = browser.get(f"{page}?tab=talk").content.decode()
    assert "采光" in talk
    assert "客厅" in talk
    assert "白天要开灯" in talk
    assert "daylight" not in talk


def test_who_may_only_look_finds_nothing_to_press(four: Floor) -> None:
    shows(visitor(four, "a"), NAMES[0])
    for code in ("lead", "manager"):
        looks = visitor(four, code)
        for path in (own_page(), f"{own_page()}sheets/"):
            page = looks.get(path).content.decode()
            assert NAMES[0] in page
            assert "/give/present/" not in page
            assert "/react/" not in page


@pytest.mark.clause("5.1", "refused")
def test_for_a_fourth_the_page_asks_which_one_is_put_away_and_why(four: Floor) -> None:
    browser = visitor(four, "a")
    for name in (NAMES[0], NAMES[1], NAMES[3]):
        shows(browser, name)
    third = browser.get(own_page()).content.decode().split(f"<h2>{NAMES[2]}</h2>")[1]
    third = third.split("</section>")[0]
    assert "/give/present/" not in third
    assert third.count("/give/put_away/") >= 3
    gone = {"phone": PHONE, "layout": NAMES[3], "reason": "总价太高"}
    assert piece(browser, "/give/put_away/", **gone).status_code == 204
    third = browser.get(own_page()).content.decode().split(f"<h2>{NAMES[2]}</h2>")[1]
    assert "/give/present/" in third.split("</section>")[0]


@pytest.mark.clause("9.3.1.2", "kept")
@pytest.mark.clause("9.3.1.2", "refused")
def test_a_probe_is_one_tap_and_stays_marked_until_a_need_is_said(four: Floor) -> None:
    four.give("visit", by="desk", ref="v2", phone="13805712202", at="09:40")
    silent = Customer.objects.get(phone="13805712202")
    owner = visitor(four, "b")
    page = f"/advice/{silent.pk}/"
    assert "is-probing" in owner.get(page).content.decode()
    for name, reaction in zip(NAMES, ("like", "dislike", "neutral"), strict=False):
        tapped = {"about": f"layout:{name}", "reaction": reaction}
        assert owner.post(f"{page}probe/", {**tapped, "key": name}).status_code == 302
    shown = owner.get(page).content.decode()
    assert shown.count("btn is-chosen") == 3
    assert f"layout:{NAMES[3]}" not in shown, "three are in front of the customer"
    late = {"about": f"layout:{NAMES[3]}", "reaction": "like", "key": "4"}
    assert owner.post(f"{page}probe/", late)["X-Refused-By"] == "5.1"
    said = {"budget": "150", "key": "n", "next": page}
    assert owner.post(f"/customers/{silent.pk}/need/", said).status_code == 302
    assert "/probe/" not in owner.get(page).content.decode()


def order_of(browser: Client) -> list[str]:
    """Return the layouts in the order of the page's cards."""
    page = browser.get(own_page()).content.decode()
    return re.findall(r"<h2>(.型)</h2>", page)

"""Everybody has a page of the day, made of what they must do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.kernel.duties.models import Miss
from salesfloor.kernel.registers.models import Book
from tests.floor_builder import CAST, Floor
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries


@pytest.fixture
def yesterday(db: None) -> Floor:
    """Return a floor on which things happened the day before the pages' clock."""
    floor = Floor(
        day=day_of(timezone.now()) - timedelta(days=1), policy={"register.lines_per_volume": 50}
    )
    floor.sign_in("a", "b")
    floor.issue_books("a")
    floor.visit("09:05", phone="13800138000", name="张建国", ref="one")
    floor.end("one", outcome="negotiated", need="三居", problem="价格")
    floor.give(
        "follow_up",
        by="a",
        phone="13800138000",
        method="call",
        note="再约",
        next_on=floor.day.isoformat(),
    )
    return floor


@pytest.mark.parametrize("who", list(CAST))
def test_every_post_has_its_own_page(yesterday: Floor, who: str) -> None:
    page = visitor(yesterday, who).get("/")
    assert page.status_code == 200
    assert yesterday.actor(who).name in page.content.decode()


@pytest.mark.parametrize("who", list(CAST))
def test_every_page_is_there_on_an_empty_floor(floor: Floor, who: str) -> None:
    assert visitor(floor, who).get("/").status_code == 200


def test_a_salesperson_sees_what_is_owed(yesterday: Floor) -> None:
    text = visitor(yesterday, "a").get("/").content.decode()
    assert "你现在没有签到" in text
    assert "张建国" in text
    assert "等级" in text
    assert "is-urgent" in text


def test_signing_in_is_one_tap(yesterday: Floor) -> None:
    browser = visitor(yesterday, "a")
    answer = piece(browser, "/today/give/sign_in/", key="k")
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/")
    text = browser.get("/").content.decode()
    assert "轮到" in text


def test_a_manager_sees_whose_customers_press(yesterday: Floor) -> None:
    text = visitor(yesterday, "manager").get("/").content.decode()
    assert "逾期 1" in text


@pytest.mark.clause("3.2.3.5")
def test_a_full_volume_is_handed_in_by_one_tap(db: None) -> None:
    floor = Floor(
        day=day_of(timezone.now()) - timedelta(days=1), policy={"register.lines_per_volume": 2}
    )
    for number in range(3):
        floor.visit(name=f"来访{number}")
    book = Book.objects.filter(site_id=floor.site_id or 0, kind="visit", status="FULL").first()
    assert book is not None
    browser = visitor(floor, "manager")
    assert "上交" in browser.get("/").content.decode()
    piece(browser, "/give/hand_in_volume/", key="k", register="visit", volume=book.number)
    book.refresh_from_db()
    assert book.status == "HANDED_IN"


@pytest.mark.clause("3.4.3.1")
def test_the_office_issues_a_book_by_one_tap(yesterday: Floor) -> None:
    browser = visitor(yesterday, "admin")
    assert "发一本" in browser.get("/").content.decode()
    assert piece(browser, "/today/give/issue_book/", key="k", to="b").status_code == 204


def test_only_what_needs_no_more_than_a_tap_is_given_here(yesterday: Floor) -> None:
    assert piece(visitor(yesterday, "manager"), "/today/give/policy/").status_code == 404


def test_sites_stand_side_by_side(yesterday: Floor) -> None:
    Floor("S2", prefix="x-", day=yesterday.day)
    text = visitor(yesterday, "director").get("/").content.decode()
    assert "Sales office S1" in text
    assert "Sales office S2" in text


def test_a_site_without_a_rotation_has_no_figures_of_receptions(yesterday: Floor) -> None:
    Floor("A1", day=yesterday.day, prefix="area-", trade="service_area")

    text = visitor(yesterday, "director").get("/").content.decode()

    assert text.count('data-label="来访"') == 1
    assert text.count("待整改 0 · 今日漏做 0") == 1


@pytest.mark.parametrize(
    ("who", "most"),
    [("a", 30), ("lead", 17), ("manager", 20), ("desk", 12), ("admin", 7), ("director", 9)],
)
def test_a_page_costs_the_same_however_much_happened(
    yesterday: Floor, django_assert_max_num_queries: DjangoAssertNumQueries, who: str, most: int
) -> None:
    browser = visitor(yesterday, who)
    browser.get("/")
    with django_assert_max_num_queries(most):
        browser.get("/")


def test_only_what_a_clause_refused_is_counted(yesterday: Floor) -> None:
    browser = visitor(yesterday, "a")
    for key in ("one", "two"):
        piece(browser, "/today/give/sign_in/", key=key)
    piece(browser, "/today/give/issue_book/", key="three")
    page = visitor(yesterday, "manager").get("/")
    assert (page.context["day"].refused, len(page.context["refused"])) == (1, 1)


@pytest.fixture
def centre(db: None) -> Floor:
    """Return a card centre with an evening round; `a` has said three figures today."""
    floor = Floor(
        day=day_of(timezone.now()) - timedelta(days=1),
        trade="bank_cards",
        policy={"target.measure": "complete"},
    )
    figures = {"complete": 31, "incomplete": 32, "tomorrow": 33}
    floor.give("answer_pulse", by="a", at=timezone.now(), **figures)
    return floor


@pytest.mark.clause("4.2.2.1", "kept")
@pytest.mark.parametrize(
    ("who", "shown"), [("a", "31"), ("b", "—"), ("lead", "31"), ("manager", "31")]
)
def test_a_card_centre_sees_its_figures_not_a_floor(centre: Floor, who: str, shown: str) -> None:
    text = visitor(centre, who).get("/").content.decode()
    assert f">{shown}</" in text.replace("\n", "").replace(" ", "")
    assert "你现在没有签到" not in text
    assert "今天没人报下雨" not in text
    assert 'href="/board/"' not in text


def test_a_colleagues_figures_stay_with_them(centre: Floor) -> None:
    text = visitor(centre, "b").get("/").content.decode()
    assert ">31<" not in text.replace("\n", "").replace(" ", "")


def test_what_was_missed_today_is_counted_for_the_manager(centre: Floor) -> None:
    Miss.objects.create(
        site_id=centre.site_id or 0, duty="daily_close", clause="4.1.3", subject="a", who=["a"],
        period=centre.day.isoformat(), period_from=timezone.now(), period_until=timezone.now(),
        due_at=timezone.now(),
    )  # fmt: skip
    text = visitor(centre, "manager").get("/").content.decode()
    assert "今天漏办" in text
    assert '<b class="is-late">1</b>' in text

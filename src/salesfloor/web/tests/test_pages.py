"""Who gets to a page; forms that count once; refusals as sentences."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from salesfloor.base.posts import Post
from salesfloor.base.verdicts import Verdict
from salesfloor.kernel.people.api import Site, Staff
from salesfloor.kernel.rulebook.models import Evidence
from salesfloor.web.pages import may
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from django.test import Client

    from tests.floor_builder import Floor


def test_strangers_are_sent_to_the_log_in_page(client: Client, db: None) -> None:
    response = client.get("/customers/")
    assert (response.status_code, response["Location"]) == (302, "/account/login/?next=/customers/")
    from_page = {"HX-Request": "true", "HX-Current-URL": "http://testserver/units/?floor=3"}
    fragment = client.get("/customers/", headers=from_page)
    assert fragment.status_code == 401
    assert fragment["HX-Redirect"] == "/account/login/?next=/units/%3Ffloor%3D3"


@pytest.mark.parametrize(
    "address",
    [
        "http://[::1",
        "http://evil.example/units/",
        "javascript:alert(1)",
        "//evil.example/",
        "units/",
    ],
)
def test_a_piece_of_no_page_of_ours_leads_back_to_the_page_of_the_day(
    client: Client, db: None, address: str
) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": address}
    fragment = client.post("/till/known/", headers=headers)
    assert (fragment.status_code, fragment["HX-Redirect"]) == (401, "/account/login/?next=/")


@pytest.mark.parametrize("wished", ["foo", "/a\nb", "/a\u2028b", "//evil.example/", "web:give"])
def test_who_gave_a_command_goes_on_to_a_page_of_ours(floor: Floor, wished: str) -> None:
    given = {"text": "Rain", "source": "seen", "next": wished}
    for headers in ({}, {"HX-Request": "true"}):
        answer = visitor(floor, "a").post("/give/market_note/", given, headers=headers)
        to = answer.get("HX-Redirect") or answer["Location"]
        assert to.isascii()
        assert to == "/" or to.startswith("/a%")


def test_a_page_for_other_posts_says_so(floor: Floor) -> None:
    response = visitor(floor, "finance").get("/customers/")
    assert response.status_code == 403
    assert "这个页面不对本岗位开放" in response.content.decode()


def test_a_way_of_asking_that_is_not_open_is_refused(floor: Floor) -> None:
    assert visitor(floor, "manager").delete("/customers/").status_code == 405


def test_a_refusal_is_a_sentence_with_its_clause(floor: Floor) -> None:
    browser = visitor(floor, "a")
    piece(browser, "/today/give/sign_in/", key="one")
    refused = piece(browser, "/today/give/sign_in/", key="two")
    assert refused.status_code == 422
    assert refused["X-Refused-By"] == "3.2.1.1"
    text = refused.content.decode()
    assert "你已经签到" in text
    assert 'href="/rulebook/3.2.1.1/"' in text
    assert "<html" not in text


def test_a_refusal_without_scripts_is_a_page(floor: Floor) -> None:
    browser = visitor(floor, "a")
    browser.post("/today/give/sign_in/", {"key": "one"})
    refused = browser.post("/today/give/sign_in/", {"key": "two"})
    assert refused.status_code == 422
    assert "<html" in refused.content.decode()


def test_a_form_sent_twice_counts_once(floor: Floor) -> None:
    browser = visitor(floor, "a")
    answers = [piece(browser, "/today/give/sign_in/", key="one").status_code for _ in range(2)]
    assert answers == [204, 204]
    assert Evidence.objects.filter(command="sign_in").count() == 1


def test_a_key_with_other_contents_is_turned_down(floor: Floor) -> None:
    browser = visitor(floor, "admin")
    piece(browser, "/today/give/issue_book/", key="one", to=f"{floor.prefix}a")
    other = piece(browser, "/today/give/issue_book/", key="one", to=f"{floor.prefix}b")
    assert other.status_code == 409
    assert "这张表已经提交过" in other.content.decode()


def test_pages_are_kept_by_nobody_between(floor: Floor) -> None:
    response = visitor(floor, "manager").get("/")
    assert response["Cache-Control"] == "no-store"
    assert "HX-Request" in response["Vary"]


def test_whoever_stands_above_the_sites_chooses_one(floor: Floor) -> None:
    other = Site.objects.create(
        code="S2",
        name="二号案场",
        trade="showroom",
        opens="09:00",
        closes="18:00",
        created_at=floor.now,
    )
    browser = visitor(floor, "director")
    answer = browser.post("/site/", {"site": other.pk, "next": "/customers/"})
    assert answer["Location"] == "/customers/"
    page = browser.get("/messages/").content.decode()
    assert "二号案场" in page
    assert page.count('name="site" value=') == Site.objects.count()


@pytest.mark.parametrize("who", ["manager", "a"])
def test_whoever_is_at_one_site_stays_there(floor: Floor, who: str) -> None:
    assert visitor(floor, who).post("/site/", {"site": floor.site_id}).status_code == 404


def test_nobody_is_led_away(floor: Floor) -> None:
    browser = visitor(floor, "director")
    answer = browser.post("/site/", {"site": floor.site_id, "next": "https://example.com/"})
    assert answer["Location"] == "/"


def test_a_button_knows_why_it_is_grey(floor: Floor) -> None:
    actor = floor.actor("desk")
    assert may(actor, "sign_in").clause == "access"
    no = Verdict("3.2.3.6", None)
    assert bool(may(floor.actor("a"), "sign_in", no)) is True
    assert floor.actor("a").post is Post.SALESPERSON


def test_what_is_not_there_is_said_in_the_products_look(floor: Floor) -> None:
    browser = visitor(floor, "manager")
    page = browser.get("/nowhere/")
    assert page.status_code == 404
    assert "没有这个页面" in page.content.decode()
    fragment = browser.get("/nowhere/", headers={"HX-Request": "true"})
    assert "<html" not in fragment.content.decode()


def test_a_missing_field_is_called_as_the_form_calls_it(floor: Floor) -> None:
    refused = piece(visitor(floor, "admin"), "/today/give/issue_book/", key="k")
    assert (refused.status_code, refused["X-Refused-By"]) == (422, "input")
    assert "还缺“领取人”" in refused.content.decode()


def test_who_sets_a_house_up_stands_at_its_only_site(floor: Floor) -> None:
    site = Site.objects.get()
    person = Staff.objects.create(
        code="op", name="Op", post=Post.OPERATOR, joined_at=floor.now - timedelta(days=1)
    )
    assert person.site_id is None
    browser = visitor(floor, "op")
    page = browser.get("/people/").content.decode()
    assert f"<h1>{site.name}" in " ".join(page.split()).replace("> ", ">")

    Site.objects.create(
        code="S2",
        name="Second",
        trade=site.trade,
        opens="09:00",
        closes="18:00",
        created_at=floor.now,
    )
    assert browser.get("/imports/").context["request"].site is None

"""The tour of ten steps, the guides behind the question mark, looks, and installing."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.staticfiles import finders

from salesfloor.web import guides
from salesfloor.web.tour import STEPS
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = pytest.mark.fault("P17")
POSTS = ["a", "lead", "manager", "desk", "admin", "finance", "director"]


@pytest.mark.django_db
@pytest.mark.parametrize("trade", ["real_estate", "showroom", "bank_cards", "service_area"])
@pytest.mark.parametrize("name", POSTS)
def test_each_post_is_led_through_ten_steps(trade: str, name: str) -> None:
    browser = visitor(Floor(trade=trade), name)
    titles = []
    for number in range(1, STEPS + 1):
        page = browser.get(f"/tour/{number}/", follow=True).content.decode()
        panel = page.split("data-tour=")[1]
        titles.append(re.findall(r'id="tour-title">([^<]+)<', panel)[0])
        assert f"{number} " in panel

    assert len(set(titles)) == STEPS
    assert browser.get(f"/tour/{STEPS + 1}/").status_code == 404


def test_a_page_without_the_tour_has_no_panel(floor: Floor) -> None:
    browser = visitor(floor, "a")

    for address in ("/", "/?tour=0", "/?tour=99", "/?tour=x", "/?tour=%C2%B2"):
        assert "data-tour" not in browser.get(address).content.decode()


@pytest.mark.parametrize(
    ("name", "address", "guide"),
    [
        ("desk", "/desk/", "desk"),
        ("a", "/reception/", "salesperson"),
        ("manager", "/registers/", "manager"),
        ("finance", "/", "finance"),
        ("admin", "/messages/", "everybody"),
    ],
)
def test_the_question_mark_leads_to_the_chapter_about_the_page(
    floor: Floor, name: str, address: str, guide: str
) -> None:
    browser = visitor(floor, name)
    page = browser.get(address).content.decode()
    leads_to = re.findall(r'class="round-link help" href="([^"]+)"', page)[0]
    shown = browser.get(leads_to).content.decode()

    assert leads_to.startswith(f"/guide/{guide}/")
    if "#" in leads_to:
        assert f'id="{leads_to.split("#")[1]}"' in shown


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["a", "lead", "manager"])
@pytest.mark.parametrize("address", ["/", "/round/", "/close/", "/progress/", "/hand-in/"])
def test_a_card_centre_has_its_own_guide(name: str, address: str) -> None:
    page = visitor(Floor(trade="bank_cards"), name).get(address).content.decode()
    leads_to = re.findall(r'class="round-link help" href="([^"]+)"', page)[0]
    assert re.fullmatch(r"/guide/centre/#chapter-\d+", leads_to)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("name", guides.NAMES)
def test_guides_are_read_with_their_pictures(name: str, language: str) -> None:
    guide = guides.guide(name, language)

    assert guide.title
    assert guide.chapters
    assert "<!--" not in guide.body
    for picture in re.findall(r'src="/static/(guide/[^"]+)"', guide.body):
        assert finders.find(re.sub(r"\.[0-9a-f]{12}(?=\.png)", "", picture))


def test_no_other_guide_is_read(floor: Floor) -> None:
    assert visitor(floor, "a").get("/guide/../x/").status_code == 404
    assert visitor(floor, "a").get("/guide/readme/").status_code == 404


@pytest.mark.parametrize(
    ("look", "media"),
    [("auto", "screen and (prefers-color-scheme: dark)"), ("dark", "screen"), ("light", None)],
)
def test_the_look_is_chosen_and_kept(floor: Floor, look: str, media: str | None) -> None:
    browser = visitor(floor, "a")
    assert browser.post("/look/", {"look": look, "next": "/messages/"})["Location"] == "/messages/"

    page = browser.get("/").content.decode()
    found = re.findall(r'dark[^"]*\.css" media="([^"]+)"', page)

    assert found == ([media] if media else [])
    assert browser.post("/look/", {"look": "pink"}).status_code == 404


def test_the_product_can_be_installed(floor: Floor) -> None:
    browser = visitor(floor, "a")
    page = browser.get("/").content.decode()
    facts = json.loads(browser.get("/manifest.webmanifest").content)

    assert 'rel="manifest" href="/manifest.webmanifest"' in page
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in facts["icons"]}
    assert (facts["display"], facts["start_url"]) == ("standalone", "/")
    for icon in facts["icons"]:
        name = re.sub(r"\.[0-9a-f]{12}(?=\.)", "", icon["src"]).removeprefix("/static/")
        assert finders.find(name)

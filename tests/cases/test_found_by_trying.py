"""What somebody found who tried the product by hand, each with the value that is right."""

from __future__ import annotations

import io
import json
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone, translation
from pypdf import PdfReader

from salesfloor.base.china_time import day_of
from salesfloor.base.modules import MODULES
from salesfloor.floor.customers.models import Customer
from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.queries.board import board_of
from salesfloor.floor.reception.tests.looking import browser
from salesfloor.kernel.messages.models import Message
from salesfloor.kernel.registers.models import Line
from salesfloor.kernel.work.models import WorkItem
from tests.floor_builder import Floor
from tests.visitor import visitor

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
PHONE = "13800138000"


@pytest.fixture
def yesterday() -> Floor:
    """Return a floor on which `a` received 张建国, the day before the pages' clock."""
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.sign_in("a", "b")
    floor.issue_books("a")
    floor.visit("09:05", phone=PHONE, name="张建国", ref="one")
    return floor


def shown(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.fault("D4")
@pytest.mark.parametrize("page", ["/", "/messages/", "/follow-ups/"])
def test_every_page_of_a_consultant_hears_who_is_assigned(yesterday: Floor, page: str) -> None:
    text = shown(visitor(yesterday, "a"), page)
    assert 'data-news="/events/' in text
    assert f'data-me="{yesterday.actor("a").staff_id}"' in text
    assert "data-news" not in shown(visitor(yesterday, "desk"), "/")


@pytest.mark.fault("D4")
def test_what_calls_a_consultant_names_the_visit_and_no_customer(yesterday: Floor) -> None:
    view = MODULES["reception"].live["assigned.en"]
    site_id, own = yesterday.site_id or 0, str(yesterday.actor("a").staff_id)
    told = view(site_id, yesterday.now)
    assert list(json.loads(told)) == [own]
    assert "visit 1, since 09:05" in json.loads(told)[own]["words"]
    assert "张" not in told
    assert json.loads(view(site_id, yesterday.now + timedelta(minutes=5))) == {}
    yesterday.end("one", at="09:30", outcome="left")
    assert json.loads(view(site_id, yesterday.now)) == {}


@pytest.mark.fault("D6")
def test_nothing_is_chosen_for_who_follows_up(yesterday: Floor) -> None:
    yesterday.end("one", at="09:30", outcome="no_deal", reason="too dear")
    pk = Customer.objects.get(name="张建国").pk
    text = shown(visitor(yesterday, "a"), f"/follow-ups/{pk}/")
    assert "微信/短信" in text
    for name in ("method", "reached"):
        inputs = re.findall(rf'<input[^>]*name="{name}"[^>]*>', text)
        assert len(inputs) > 1
        assert not [one for one in inputs if "checked" in one]


@pytest.mark.fault("P16")
def test_who_is_to_be_contacted_is_dialled_by_one_tap_and_masked_like_in_every_list(
    yesterday: Floor,
) -> None:
    yesterday.end("one", at="09:30", outcome="no_deal", reason="too dear")
    for address in ("/follow-ups/", "/customers/"):
        text = shown(visitor(yesterday, "a"), address)
        assert "138****8000" in text
        assert PHONE not in text.replace(f'href="tel:{PHONE}"', "")
    assert f'href="tel:{PHONE}"' in shown(visitor(yesterday, "a"), "/follow-ups/")


@pytest.mark.fault("D7")
def test_the_question_before_signing_out_names_what_is_lost(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.sign_in("a", "b", "c")
    text = shown(browser(floor, "b", monkeypatch), "/reception/")
    question = text.split('<details class="going asks">', 1)[1].split("</details>")[0]
    assert "presence/sign_out" in question
    assert "放弃来访队列第 2 位" in question
    assert "presence/sign_out" not in text.replace(question, "")


@pytest.mark.fault("D10")
def test_a_name_is_corrected_on_record_by_who_may(yesterday: Floor) -> None:
    given = {"ref": "one", "name": "章建国", "area": "城东"}
    assert yesterday.refusal("correct_reception", by="b", **given).clause == "access"
    answer = yesterday.give("correct_reception", by="desk", **given)
    assert answer["changed"] == ["area", "name"]
    assert Customer.objects.get(phone=PHONE).name == "章建国"
    line = Line.objects.filter(book__kind="floor").order_by("-pk")[0]
    assert '"do":"correct_reception"' in str(line.body)


@pytest.mark.fault("D15")
def test_a_reception_open_at_closing_is_on_its_receivers_and_the_leads_list(floor: Floor) -> None:
    floor.sign_in("a", at="08:30")
    floor.visit("09:05", ref="one")
    floor.wait_until("23:00")
    owed = WorkItem.objects.filter(kind="reception_still_open", settled_at=None)
    assert {one.subject for one in owed} == {"reception:one"}
    said = {one.who.split(":")[0]: one.template for one in owed}
    assert set(said) == {"person", "team"}
    assert "End it" in said["person"]
    assert "Have it ended" in said["team"], "a lead is asked for what a lead may not do"
    assert floor.refusal("end", by="lead", ref="one", outcome="left").clause == "access"
    floor.days_on()
    assert floor.give("sign_in", by="a", at="08:30")["still_open"] == ["one"]


@pytest.mark.fault("D15")
def test_who_waited_until_midnight_is_closed_with_a_word(floor: Floor) -> None:
    floor.sign_in("a", at="08:30")
    floor.visit("09:05", ref="one")
    floor.visit("09:06", ref="two")
    floor.days_on()
    floor.give("sign_in", by="b", at="08:30")
    assert Reception.objects.get(ref="two").outcome == "left"
    told = Message.objects.filter(subject="reception:two", template__contains="closed as left")
    assert told.exists()


@pytest.mark.fault("D16")
def test_the_button_that_opens_a_book_says_that_it_is_read(yesterday: Floor) -> None:
    yesterday.end("one", at="09:30", outcome="no_deal", reason="too dear")
    pk = Customer.objects.get(name="张建国").pk
    text = shown(visitor(yesterday, "manager"), f"/customers/{pk}/")
    form = text[text.index('id="book"') :]
    with translation.override("zh-hans"):
        read, hand_over = translation.gettext("Read the pages"), translation.gettext("Hand over")
    buttons = [one.strip() for one in re.findall(r"<button[^>]*>([^<]*)</button>", form)]
    assert read in buttons
    assert hand_over not in buttons


@pytest.mark.fault("D24")
def test_who_waits_for_a_visit_does_not_wait_on_the_telephone(floor: Floor) -> None:
    floor.sign_in("a", at="08:30")
    floor.visit("09:05")
    floor.visit("09:06")
    floor.visit("09:07")
    visits, calls = board_of(floor.site_id, floor.now).queues
    assert (visits.channel, visits.waits) == ("visit", 2)
    assert (calls.channel, calls.waits) == ("call", 0)


@pytest.mark.fault("P2")
@pytest.mark.parametrize("article", [3, 7, 9])
def test_the_printed_rulebook_says_values_in_words_and_sections_in_order(
    floor: Floor, article: int
) -> None:
    answer = visitor(floor, "manager").get(f"/rulebook/article/{article}/print/")
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    numbers = re.findall(rf"(?m)^\s*({article}(?:\.\d+)+)\b", text)
    found = [tuple(map(int, one.split("."))) for one in numbers]
    assert len(found) > 10
    assert found == sorted(found)
    assert not re.search(r"\b(tail|keep|separate|next_week|next day|True|False|None)\b", text)
    assert "\N{REPLACEMENT CHARACTER}" not in text

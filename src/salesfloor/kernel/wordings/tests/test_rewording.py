"""A house's own words: what may be changed, from when on, and what people then read (4.2.3)."""

from __future__ import annotations

import pytest
from django.utils import translation

from salesfloor.base.phrases import restored
from salesfloor.kernel.messages.models import Message
from salesfloor.kernel.wordings import rules
from salesfloor.kernel.wordings.choices import Text
from salesfloor.kernel.wordings.saying import example, short
from salesfloor.kernel.wordings.texts import WORDINGS
from salesfloor.web.language import said
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = pytest.mark.django_db
THANKS = WORDINGS[Text.THANKS].placeholders
ENOUGH = "{姓名}：谢谢你{occasion}！{ 寄语 } ｛发信人｝"


@pytest.mark.parametrize(
    ("words", "is_kept"),
    [
        (ENOUGH, True),
        ("{name} {occasion} {words} {sender}", True),
        ("{name} {occasion} {words}", False),
        ("{name} {name} {occasion} {words} {sender}", False),
        ("{name} {occasion} {words} {sender} {phone}", False),
        ("{name.__class__} {occasion} {words} {sender}", False),
        ("{name} {occasion} {words} {sender} {", False),
        ("{name!r} {occasion} {words} {sender}", False),
        ("{} {name} {occasion} {words} {sender}", False),
    ],
)
def test_placeholders_stay(words: str, is_kept: bool) -> None:
    verdict = rules.keeps_placeholders(rules.with_names(words, THANKS), THANKS)
    assert bool(verdict) is is_kept


def test_own_words_begin_on_their_day_and_end_with_no_words(floor: Floor) -> None:
    taken = floor.give("reword", by="admin", text="thanks", words=ENOUGH)
    assert (taken["from"], taken["text"]) == ("2026-03-03", "thanks")
    assert taken["words"] == "{name}：谢谢你{occasion}！{words} {sender}"
    assert thanked(floor) == "A，昨晚留到八点，辛苦了。明天见 —— Lead"
    floor.days_on()
    assert thanked(floor) == "A：谢谢你昨晚留到八点！明天见 Lead"
    floor.give("reword", by="manager", text="thanks")
    floor.days_on()
    assert "辛苦了" in thanked(floor)


def thanked(floor: Floor) -> str:
    floor.give(
        "send_message", by="lead", kind="thanks", to=["a"], at="10:00", words="昨晚留到八点。明天见"
    )
    return read_last(floor)


def read_last(floor: Floor) -> str:
    row = Message.objects.order_by("-pk").first()
    assert row is not None
    with translation.override("zh-hans"):
        return said(restored(row.template, row.facts)).replace(f"{floor.prefix}", "")


@pytest.mark.parametrize(
    ("given", "clause"),
    [
        ({"text": "reminder", "words": "快报数"}, "input"),
        ({"text": "reminder", "words": "{姓名} {截止时间}", "from": "2026-03-02"}, "input"),
        ({"text": "slogan", "words": "x"}, "input"),
        ({"text": "battle_report", "words": "{on}{teams}{time}{open}{words} 目标 8 件"}, "4.2.3"),
        ({"text": "encouragement", "words": "{队名}再来五件％{寄语}{发信人}"}, "4.2.3"),
    ],
)
def test_what_is_refused(floor: Floor, given: dict[str, str], clause: str) -> None:
    assert floor.refusal("reword", by="admin", **given).clause == clause


def test_who_may(floor: Floor) -> None:
    given = {"text": "reminder", "words": "{姓名}，请在{截止时间}前报数。"}
    assert floor.refusal("reword", by="lead", **given).clause == "access"
    assert floor.refusal("try_text", by="a", text="thanks").clause == "access"
    floor.give("reword", by="manager", **given)


def test_a_test_comes_to_oneself_in_the_words_written_last(floor: Floor) -> None:
    floor.give("reword", by="admin", text="reminder", words="{姓名}，{截止时间}前报数。")
    assert floor.give("try_text", by="admin", text="reminder")["by_sms"] < 70
    assert read_last(floor) == "张伟，17:30前报数。"


def test_texts_are_one_sms_each_but_the_battle_report() -> None:
    """Signature and a link of 32 characters included."""
    with translation.override("zh-hans"):
        lengths = {
            text: rules.length_by_sms(said(short(example(text))), has_link=found.carries_link)
            for text, found in WORDINGS.items()
        }
    assert [text for text, length in lengths.items() if length > 70] == []


def test_the_page_shows_words_lengths_and_what_comes() -> None:
    floor = Floor(trade="bank_cards")
    browser = visitor(floor, "admin")
    page = browser.get("/outside/texts/?text=reminder").content.decode()
    assert "{姓名}，就差你一个数了，{截止时间} 截止。" in page
    assert "张伟，就差你一个数了，17:30 截止。" in page
    given = {"text": "reminder", "words": "{姓名}，<b>快</b>{截止时间}"}
    browser.post("/give/reword/", given, headers={"HX-Request": "true"})
    page = browser.get("/outside/texts/").content.decode()
    assert "{姓名}，&lt;b&gt;快&lt;/b&gt;{截止时间}" in page
    assert visitor(floor, "a").get("/outside/texts/").status_code == 403

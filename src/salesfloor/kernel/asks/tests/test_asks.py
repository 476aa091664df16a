"""Asking, the link outside of the log-in, and who has not answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from salesfloor.base.china_time import CHINA
from salesfloor.base.phrases import phrase
from salesfloor.kernel.asks import api as asks
from salesfloor.kernel.asks import links
from salesfloor.kernel.asks.models import Ask
from salesfloor.kernel.asks.views import MOST_TRIES
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.people import api as people
from salesfloor.kernel.rulebook.models import Evidence
from salesfloor.kernel.work import api as work
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.django_db
NOW = datetime.now(CHINA)


@pytest.fixture
def today(db: None) -> Floor:
    """Return a floor of today: pages go by the real clock."""
    floor = Floor(day=NOW.date() - timedelta(days=1))
    floor.give("open_case", by="lead", kind="conduct", text="Seen.", person="a")
    return floor


def put(
    floor: Floor, who: Sequence[str] = ("a",), until: timedelta | None = None
) -> list[asks.Ask]:
    question = asks.Question(
        kind="to_answer",
        subject="case:1",
        clause="2.3.1",
        sentence=phrase("Say how you see case {case}.", case=1),
        command="answer_case",
        given={"case": 1, "text": "As it stands."},
        fixed=("case",),
    )
    ids = [people.staff_by_code(one).pk for one in who]
    until_at = None if until is None else NOW + until
    return asks.ask(question, ids, site_id=floor.site_id or 0, at=floor.now, until_at=until_at)


def answers() -> list[str]:
    done = Evidence.objects.filter(command="answer_case", outcome=Evidence.Outcome.DONE)
    return [row.actor for row in done]


def test_an_ask_stands_on_the_list_and_in_the_inbox(floor: Floor) -> None:
    put(floor, ("a", "b", "a"))
    for who in ("a", "b"):
        [item] = work.items(floor.actor(who), floor.now)
        assert (item.command, item.given["text"]) == ("answer_case", "As it stands.")
        assert messages.inbox(people.staff_by_code(who).pk)
    site_id = floor.site_id or 0
    assert asks.missing("to_answer", "case:1", site_id=site_id) == ["a", "b"]

    staff_id = people.staff_by_code("a").pk
    assert asks.answered("to_answer", "case:1", staff_id, site_id=site_id, at=floor.now)
    assert not asks.answered("to_answer", "case:1", staff_id, site_id=site_id, at=floor.now)
    assert asks.missing("to_answer", "case:1", site_id=site_id) == ["b"]
    assert asks.missing("to_answer", "case:1", site_id=site_id, at=floor.now) == ["a", "b"]
    assert work.items(floor.actor("a"), floor.now) == []

    asks.close("to_answer", "case:1", site_id=site_id, at=floor.now)
    assert work.items(floor.actor("b"), floor.now) == []
    assert asks.was_asked("to_answer", "case:1", staff_id, site_id=site_id)


def test_a_link_answers_once_without_a_log_in(today: Floor) -> None:
    link = asks.link_for(put(today)[0])
    browser = Client()

    page = browser.get(link)
    assert page.status_code == 200
    assert "只给 A 一人填" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]
    assert "As it stands." in page.content.decode()
    assert browser.get("/").status_code == 302

    done = browser.post(link, {"text": "It was my brother.", "case": "99"})
    assert done.status_code == 200
    assert answers() == ["a"]
    assert "It was my brother." in today.ask("case_of", by="a", at=NOW, case=1)["evidence"][1]
    assert browser.get(link).status_code == 410
    assert browser.post(link, {"text": "Again."}).status_code == 410
    assert answers() == ["a"]


def test_a_refused_answer_can_be_given_again(today: Floor) -> None:
    link = asks.link_for(put(today)[0])
    browser = Client()
    refused = browser.post(link, {"text": "x" * 5000})
    assert refused.status_code == 422
    assert Evidence.objects.filter(outcome=Evidence.Outcome.REFUSED, command="answer_case").exists()
    assert browser.post(link, {"text": "Short."}).status_code == 200
    assert answers() == ["a"]


OVER = {
    "tampered": "不是本系统的链接",
    "answered": "已经回答过了",
    "closed": "不用再回答了",
    "over": "时间已过",
    "asked_anew": "有更新的链接",
    "newer": "有更新的链接",
    "left": "已不在这里工作",
}


@pytest.mark.parametrize("change", sorted(OVER))
def test_a_link_that_works_no_more_says_why_in_one_sentence(today: Floor, change: str) -> None:
    [ask] = put(today, until=timedelta(hours=1) if change != "over" else timedelta(hours=-1))
    link, site_id = asks.link_for(ask), today.site_id or 0
    match change:
        case "tampered":
            link = f"{link[:-3]}x/"
        case "answered":
            asks.answered("to_answer", "case:1", ask.staff_id, site_id=site_id, at=NOW)
        case "closed":
            asks.close("to_answer", "case:1", site_id=site_id, at=NOW)
        case "asked_anew":
            put(today, until=timedelta(hours=1))
        case "newer":
            asks.link_for(ask)
        case "left":
            people.Staff.objects.filter(pk=ask.staff_id).update(left_at=NOW)
    for method in (Client().get, Client().post):
        page = method(link)
        assert page.status_code == 410
        assert OVER[change] in page.content.decode()
        assert page["Referrer-Policy"] == "no-referrer"
    assert answers() == []


def test_opening_a_link_changes_nothing(today: Floor) -> None:
    """Chat tools open links for a preview."""
    link = asks.link_for(put(today)[0])
    for _ in range(3):
        assert Client().get(link).status_code == 200
        assert Client().head(link).status_code == 200
    assert answers() == []
    assert Client().post(link, {"text": "Here."}).status_code == 200


def test_what_is_fixed_and_empty_stays_empty(today: Floor) -> None:
    """A lead's link answers for the lead, no matter whom the form names."""
    [ask] = put(today)
    Ask.objects.filter(pk=ask.pk).update(fixed=["case", "text"])
    assert Client().post(asks.link_for(ask), {"text": "Mine.", "case": "1"}).status_code == 200
    assert "As it stands." in today.ask("case_of", by="a", at=NOW, case=1)["evidence"][1]


def test_a_browser_that_names_no_origin_can_answer(today: Floor) -> None:
    """A page that tells nobody its address is answered with the origin `null`."""
    link, browser = asks.link_for(put(today)[0]), Client(enforce_csrf_checks=True)
    browser.get(link)
    answered = browser.post(link, {"text": "Here."}, headers={"Origin": "null"})
    assert answered.status_code == 200
    assert answers() == ["a"]


def test_whoever_else_is_logged_in_is_asked_first(today: Floor) -> None:
    link, browser = asks.link_for(put(today)[0]), Client()
    account = people.Account.objects.create(
        username="b", staff=people.staff_by_code("b"), is_active=True
    )
    browser.force_login(account, backend="salesfloor.app.actors.StaffBackend")
    page = browser.get(link)
    assert "这台设备上登录的是别人" in page.content.decode()
    assert "is_me" in page.content.decode()
    assert browser.post(link, {"text": "Not mine."}).status_code == 422
    assert answers() == []
    assert browser.post(link, {"text": "Mine.", "is_me": "1"}).status_code == 200
    assert answers() == ["a"]


def test_a_link_is_used_up_by_one_of_two(today: Floor) -> None:
    [ask] = put(today)
    assert links.use(ask, NOW)
    assert not links.use(ask, NOW)


def test_a_link_gives_no_other_command(today: Floor) -> None:
    """What is fixed is not the sender's to change, whatever the form says."""
    today.give("open_case", by="lead", kind="conduct", text="Other.", person="a")
    link = asks.link_for(put(today)[0])
    form: dict[str, Any] = {"text": "Here.", "case": "2", "command": "decide_case"}
    assert Client().post(link, form).status_code == 200
    assert len(today.ask("case_of", by="a", at=NOW, case=2)["evidence"]) == 1


@pytest.mark.fault("X1")
def test_what_is_no_answer_is_not_sent_for_ever(today: Floor) -> None:
    link, browser = asks.link_for(put(today)[0]), Client()
    for _ in range(MOST_TRIES):
        assert browser.post(link, {"text": "x" * 9_999}).status_code == 422
    before = Evidence.objects.count()

    answered = browser.post(link, {"text": "Here."})

    assert (answered.status_code, answers()) == (422, [])
    assert "一刻钟" in answered.content.decode()
    assert Evidence.objects.count() == before


def test_a_question_with_a_time_of_its_own_says_once_until_when_the_answer_is_in_time(
    today: Floor,
) -> None:
    due = NOW + timedelta(hours=1)
    question = asks.Question(
        kind="to_answer",
        subject="case:1",
        clause="2.3.1",
        sentence=phrase("Say how you see it until {until}.", until=due),
        command="answer_case",
        given={"case": 1},
        fixed=("case",),
    )
    staff = [people.staff_by_code("a").pk]
    until_at = NOW + timedelta(hours=5)
    site_id = today.site_id or 0
    [ask] = asks.ask(question, staff, site_id=site_id, at=today.now, until_at=until_at)
    page = Client().get(asks.link_for(ask)).content.decode()
    assert f"{due:%H:%M} 前算按时" in page
    assert "记为迟报" in page

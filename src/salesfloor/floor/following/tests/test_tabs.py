"""The parts of a customer's page: what each shows to whom, and what is done on it."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from salesfloor.floor.customers.models import Customer, ThreadNote
from tests.floor_builder import Floor
from tests.visitor import piece, visitor

PHONE = "13800138000"
TABS = ("record", "thread", "appointments", "need", "talk", "chain")


@pytest.fixture
def yesterday(db: None) -> Floor:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.sign_in("a", "b")
    floor.issue_books("a")
    floor.visit("09:05", ref="one", phone=PHONE, name="张建国")
    floor.end("one", outcome="negotiated", need="三居", problem="价格", grade="A")
    floor.give("note_need", by="a", phone=PHONE, rooms=[3], likes=["river"])
    floor.give("appoint", by="a", phone=PHONE, time=(floor.now + timedelta(days=2)).isoformat())
    floor.give("write_thread", by="manager", phone=PHONE, note="say nothing of the price")
    return floor


def page() -> str:
    return f"/customers/{Customer.objects.get(phone=PHONE).pk}/"


@pytest.mark.clause("3.5.0", "kept")
@pytest.mark.parametrize("who", ["a", "lead", "manager"])
def test_every_part_opens_and_no_part_holds_the_phone_of_others(yesterday: Floor, who: str) -> None:
    browser = visitor(yesterday, who)
    for tab in TABS:
        answer = browser.get(f"{page()}?tab={tab}")
        assert answer.status_code == 200, tab
        assert (PHONE in answer.content.decode()) == (who == "a"), tab


@pytest.mark.clause("3.5.2", "kept")
@pytest.mark.clause("9.6.1.3", "kept")
def test_who_was_sent_stands_among_the_referrals_only(yesterday: Floor) -> None:
    yesterday.give("refer", by="a", referrer=PHONE, phone="13800138001", name="Sent")
    yesterday.give("relate", by="a", phone=PHONE, other="13800138002", relation="spouse")
    shown = visitor(yesterday, "a").get(f"{page()}?tab=chain").content.decode()
    assert "None" not in shown
    assert shown.count("138****8001") == 1
    assert shown.count("138****8002") >= 1


@pytest.mark.clause("9.6.2.4", "kept")
def test_what_others_wrote_is_shown_by_reading_it(yesterday: Floor) -> None:
    browser = visitor(yesterday, "a")
    tab = f"{page()}?tab=thread"
    unread = browser.get(tab).content.decode()
    assert "say nothing" not in unread
    assert "还没有人写过" not in unread, "nobody is told that nothing was written"
    writing = browser.get(f"/follow-ups/{Customer.objects.get(phone=PHONE).pk}/").content.decode()
    assert "?tab=thread" in writing, "whoever writes is led to what others wrote"
    piece(browser, f"{page()}act/read_thread/", key="r")
    assert "say nothing" in browser.get(tab).content.decode()
    piece(browser, f"{page()}act/write_thread/", key="w", note="as you say")
    assert ThreadNote.objects.count() == 2


@pytest.mark.clause("9.6.2.1", "kept")
def test_the_head_says_what_is_next(yesterday: Floor) -> None:
    shown = visitor(yesterday, "a").get(page()).content.decode()
    assert "?tab=appointments" in shown
    assert "?tab=thread" in shown
    assert "river" in visitor(yesterday, "a").get(f"{page()}?tab=talk").content.decode()


@pytest.mark.clause("7.1.5", "kept")
def test_a_question_carries_the_customer(yesterday: Floor) -> None:
    answer = piece(visitor(yesterday, "a"), f"{page()}act/ask/", key="q", text="May I?")
    assert answer.status_code == 204
    asked = yesterday.ask("inbox", by="lead", at=timezone.now())["messages"]
    assert any("May I?" in one["text"] for one in asked)


@pytest.mark.clause("3.5.4", "kept")
def test_whom_a_customer_sends_is_recorded_on_the_customers_page(yesterday: Floor) -> None:
    browser = visitor(yesterday, "a")
    assert f"{page()}sent/" in browser.get(f"{page()}?tab=chain").content.decode()
    form = {"key": "s", "phone": "13577770003", "name": "冯先生"}
    assert piece(browser, f"{page()}sent/", **form).status_code == 204
    shown = browser.get(f"{page()}?tab=chain").content.decode()
    assert "135****0003" in shown
    assert yesterday.owner_of("13577770003", at=timezone.now()) == f"{yesterday.prefix}a"
    refused = piece(browser, f"{page()}sent/", key="n", name="only a name")
    assert refused["X-Refused-By"] == "input"


@pytest.mark.clause("9.6.2.4", "kept")
def test_who_helped_reads_the_thread_and_nothing_else(yesterday: Floor) -> None:
    """The follower was busy, so b received the customer: b sees the line and the words, not the page."""
    pk = Customer.objects.get(phone=PHONE).pk
    colleague = visitor(yesterday, "b")
    assert colleague.get(f"/threads/{pk}/")["X-Refused-By"] == "3.4.3.5"
    for minute, ref in ((30, "x"), (31, "y")):  # b's, then a's
        yesterday.visit(f"09:{minute}", ref=ref)
    yesterday.end("x", outcome="left")
    assert yesterday.visit("09:40", phone=PHONE, ref="again")["basis"] == "courtesy"
    yesterday.give("agree_line", by="a", phone=PHONE, line="no discount before the visit")

    listed = colleague.get("/threads/").content.decode()
    assert f"/threads/{pk}/" in listed
    assert f"/threads/{pk}/" in colleague.get("/reception/").content.decode()
    assert "say nothing" not in colleague.get(f"/threads/{pk}/").content.decode()
    assert piece(colleague, f"/threads/{pk}/read_thread/", key="r").status_code == 204
    shown = colleague.get(f"/threads/{pk}/").content.decode()
    assert "say nothing of the price" in shown
    assert "no discount before the visit" in shown
    assert PHONE not in shown
    piece(colleague, f"/threads/{pk}/write_thread/", key="w", note="they ask about the school")
    assert ThreadNote.objects.filter(text="they ask about the school").count() == 1
    assert piece(colleague, f"/threads/{pk}/agree_line/", key="l", line="mine").status_code == 404
    assert colleague.get(page())["X-Refused-By"] == "3.4.3.5"
    assert visitor(yesterday, "a").get(f"/threads/{pk}/")["Location"] == f"{page()}?tab=thread"


@pytest.mark.clause("3.4.3.5", "refused")
def test_a_colleague_opens_no_part_and_gives_nothing_there(yesterday: Floor) -> None:
    browser = visitor(yesterday, "b")
    for tab in TABS:
        assert browser.get(f"{page()}?tab={tab}")["X-Refused-By"] == "3.4.3.5"
    refused = piece(browser, f"{page()}act/write_thread/", key="w", note="let me in")
    assert refused["X-Refused-By"] == "3.4.3.5"
    assert piece(browser, f"{page()}act/reveal_phone/", key="x").status_code == 404


@pytest.mark.clause("9.5.1.3", "kept")
def test_the_desk_sees_who_is_expected(yesterday: Floor) -> None:
    now = timezone.now()
    at = now.isoformat()
    yesterday.give("appoint", by="desk", phone=PHONE, time=at, at=now)
    shown = piece(visitor(yesterday, "desk"), "/desk/answer/", who=PHONE, channel="visit")
    assert "is-expected" in shown.content.decode()


@pytest.mark.clause("3.5.4", "broken")
def test_a_referral_that_does_not_count_says_why(yesterday: Floor) -> None:
    yesterday.visit("16:00", ref="known", phone="13800138004")
    yesterday.give("refer", by="a", referrer=PHONE, phone="13800138004", name="Known")
    shown = visitor(yesterday, "a").get(f"{page()}?tab=chain").content.decode()
    assert "来访登记或来电登记里早就有这个电话" in shown
    known = Customer.objects.get(phone="13800138004").pk
    theirs = visitor(yesterday, "manager").get(f"/customers/{known}/?tab=chain").content.decode()
    assert "来访登记或来电登记里早就有这个电话" in theirs
    assert f"/customers/{known}/act/thank/" not in theirs

    sent = {"referrer": "13900139000", "phone": "13800138003", "name": "Sent"}
    answer = piece(visitor(yesterday, "a"), "/give/refer/", **sent)
    assert "介绍人不在来访登记和来电登记里" in unquote(answer.cookies["toast"].value)


@pytest.mark.clause("3.5.4", "kept")
def test_a_manager_takes_a_wrong_referral_back_on_the_page(yesterday: Floor) -> None:
    yesterday.give("refer", by="b", referrer=PHONE, phone="13800138005", name="Sent")
    sent = Customer.objects.get(phone="13800138005").pk
    manager = visitor(yesterday, "manager")
    form = f"/customers/{sent}/act/take_back_referral/"
    assert form in manager.get(f"/customers/{sent}/?tab=chain").content.decode()
    assert piece(manager, form, reason="they were never sent").status_code == 204

    after = manager.get(f"/customers/{sent}/?tab=chain").content.decode()
    assert form not in after
    assert yesterday.owner_of("13800138005") is None

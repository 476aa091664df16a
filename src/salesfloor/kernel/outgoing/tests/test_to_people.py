"""Copies to people: quiet hours, leave, links, what stays inside; secrets; transactions."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client

from salesfloor.base.phrases import phrase
from salesfloor.kernel.asks import api as asks
from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.outgoing import wire
from salesfloor.kernel.outgoing.models import Channel
from salesfloor.kernel.outgoing.tests.speaking import (
    AFTERNOON,
    by_sms,
    connect,
    reach,
    states,
    tell,
    work,
)
from salesfloor.kernel.outgoing.tests.standing_in import SECRET
from tests.floor_builder import Floor

if TYPE_CHECKING:
    from collections.abc import Mapping

    from salesfloor.kernel.asks.models import Ask
    from salesfloor.kernel.outgoing.tests.standing_in import Service

pytestmark = pytest.mark.django_db


def test_quiet_hours_hold_everything_but_alerts_and_good_news(
    floor: Floor, service: Service
) -> None:
    by_sms(floor, service)
    floor.wait_until("21:30")
    sent: dict[str, Any] = {"by": "manager", "to": ["a"], "read_by": "2026-03-04T18:00+08:00"}
    floor.give("notice", text="later", **sent)
    floor.give("notice", text="at once", good_news=True, **sent)
    work(floor, service)
    assert ["at once" in text for text in service.said] == [True]
    work(floor, service, hours=10)
    assert len(service.said) == 1
    work(floor, service, minutes=30)
    assert len(service.said) == 2


def test_nothing_goes_to_somebody_on_leave(floor: Floor, service: Service) -> None:
    by_sms(floor, service)
    floor.give("leave", by="manager", who="a", kind="other", from_="2026-03-02", until="2026-03-02")
    floor.give("notice", by="manager", text="x", to=["a"], read_by="2026-03-04T18:00+08:00")
    work(floor, service, hours=2)
    assert service.said == []
    floor.now = datetime.fromisoformat("2026-03-03T08:01+08:00")
    work(floor, service)
    assert len(service.said) == 2  # of the leave as well


def put(floor: Floor) -> Ask:
    question = asks.Question(
        kind="to_answer",
        subject="case:1",
        clause="2.3.1",
        sentence=phrase("Say how you see case {case}.", case=1),
        command="answer_case",
        given={"case": 1, "text": "As it stands."},
        fixed=("case",),
    )
    [ask] = asks.ask(
        question, [floor.actor("a").staff_id or 0], site_id=floor.site_id or 0, at=floor.now
    )
    return ask


def link_in(text: str) -> str:
    return text[text.index("https://floor.example.cn") :].removeprefix("https://floor.example.cn")


def test_a_question_brings_a_link_that_answers_and_the_next_one_ends_it(
    floor: Floor, service: Service
) -> None:
    floor.wait_until(AFTERNOON)
    by_sms(floor, service)
    put(floor)
    work(floor, service)
    messages.tell(staff_id=floor.actor("a").staff_id or 0, site_id=floor.site_id or 0, at=floor.now,
                  clause="2.3.1", sentence=phrase("Say it."), subject="case:1",
                  leaves=messages.Leaves.ROUND)  # fmt: skip
    work(floor, service)
    first, second = (link_in(text) for text in service.said)
    assert first != second
    assert Client().get(first).status_code == 410
    assert Client().get(second).status_code == 200


def test_nobody_is_asked_what_is_answered(floor: Floor, service: Service) -> None:
    floor.wait_until(AFTERNOON)
    by_sms(floor, service)
    put(floor)
    asks.close("to_answer", "case:1", site_id=floor.site_id or 0, at=floor.now)
    work(floor, service)
    assert (states(), service.said) == (["needless"], [])


def test_what_is_not_meant_for_outside_only_says_that_there_is_something(
    floor: Floor, service: Service
) -> None:
    floor.wait_until(AFTERNOON)
    by_sms(floor, service)
    words = phrase("Your customer {name} is here.", name="张三 13900139000")
    messages.tell(
        staff_id=floor.actor("a").staff_id or 0,
        site_id=floor.site_id or 0,
        at=floor.now,
        clause="3.2.4.1",
        sentence=words,
    )
    work(floor, service)
    [text] = service.said
    assert "销售现场里有你的新消息" in text
    assert "张三" not in text


def test_phones_in_a_notice_are_masked_outside(floor: Floor, service: Service) -> None:
    floor.wait_until(AFTERNOON)
    connect(floor, service, "wecom")
    floor.give("notice", by="manager", text="战报 13900139000", to="site", good_news=True,
               read_by="2026-03-04T18:00+08:00")  # fmt: skip
    floor.give(
        "notice", by="manager", text="only for a", to=["a"], read_by="2026-03-04T18:00+08:00"
    )
    work(floor, service, minutes=2)
    [text] = service.said
    assert "139****9000" in text
    assert "/notices/1/" in text


def test_by_mail(floor: Floor, service: Service) -> None:
    connect(floor, service, "email", sender="floor@example.cn")
    reach(floor, "email")
    floor.give("notice", by="manager", text="Open day.", to=["a"], good_news=True,
               read_by="2026-03-02T18:00+08:00")  # fmt: skip
    work(floor, service)
    [letter] = mail.outbox
    assert (letter.to, letter.from_email) == (["a@example.com"], "floor@example.cn")
    assert letter.subject == "销售现场：你有一条消息"
    assert "Open day." in letter.body
    assert letter.extra_headers["Message-ID"].endswith("@example.cn>")


def test_by_aliyun(floor: Floor, service: Service) -> None:
    connect(floor, service, "sms_aliyun", address=service.at("/ali"), key_id="id",
            sign_name="销售现场", template_code="SMS_1")  # fmt: skip
    reach(floor)
    floor.give("notice", by="manager", text="字" * 200, to=["a"], good_news=True,
               read_by="2026-03-02T18:00+08:00")  # fmt: skip
    work(floor, service)
    [text] = service.said
    assert text.startswith('13800138000: {"words":"')
    assert "https://floor.example.cn/" in text
    assert len(text) < 120


def test_a_test_goes_to_the_group_or_to_oneself(floor: Floor, service: Service) -> None:
    connect(floor, service, "wecom")
    connect(floor, service, "sms_gateway", address=service.at("/sms"))
    assert floor.refusal("try_channel", by="admin", channel=2).clause == "input"
    reach(floor, who="admin")
    for channel in (1, 2):
        floor.give("try_channel", by="admin", channel=channel)
    work(floor, service)
    assert len(service.said) == 2


@pytest.mark.parametrize(
    "given",
    [
        {"way": "wecom", "address": ""},
        {"way": "wecom", "address": "http://example.com/"},
        {"way": "feishu", "address": "https://10.0.0.1/"},
        {"way": "sms_gateway", "address": "https://example.com/", "secret": ""},
        {"way": "sms_aliyun", "secret": "x"},
        {"way": "email", "sender": "nobody"},
    ],
)
def test_a_channel_that_cannot_work_is_refused(floor: Floor, given: Mapping[str, Any]) -> None:
    assert floor.refusal("set_channel", by="admin", name="x", **given).clause == "input"
    assert not Channel.objects.exists()


def test_who_may_connect(floor: Floor) -> None:
    address = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=K"
    given = {"way": "wecom", "name": "x", "address": address}
    for who in ("a", "lead", "desk", "finance"):
        assert floor.refusal("set_channel", by=who, **given).clause == "access"
    floor.give("set_channel", by="manager", **given)
    assert floor.refusal("set_channel", by="admin", **given).clause == "input"
    floor.give("stop_channel", by="admin", channel=1)
    assert Channel.objects.get().sealed == ""
    assert floor.refusal("stop_channel", by="admin", channel=1).clause == "input"


def everything_kept() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables"
            " WHERE table_type = 'BASE TABLE' AND table_schema NOT IN"
            " ('pg_catalog', 'information_schema')"
        )
        tables = [row[0] for row in cursor.fetchall()]
        found = []
        for table in tables:
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ''), '') FROM {table} t")  # noqa: S608
            found.append(cursor.fetchone()[0])
    return "".join(found)


def test_secrets_and_addresses_stand_nowhere_in_the_clear(
    floor: Floor, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    connect(floor, service, "dingtalk", keyword="战报")
    connect(floor, service, "sms_gateway", address=service.at("/sms"))
    reach(floor)
    tell(floor)
    work(floor, service)
    kept = everything_kept() + caplog.text
    for secret in (SECRET, "access_token", "13800138000", "138 0013 8000"):
        assert secret not in kept


def test_what_is_rolled_back_never_leaves(floor: Floor, service: Service) -> None:
    connect(floor, service, "wecom")
    with transaction.atomic():
        tell(floor)
        transaction.set_rollback(True)
    work(floor, service)
    assert (states(), service.asked) == ([], 0)


@pytest.mark.django_db(transaction=True)
def test_no_transaction_is_open_while_the_network_is_slow(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor = Floor()
    connect(floor, service, "wecom")
    tell(floor)
    seen = []

    def watched(request: Any) -> Any:
        seen.append(connection.in_atomic_block)
        return post(request)

    post = wire.post
    monkeypatch.setattr(wire, "post", watched)
    work(floor, service)
    assert (seen, states()) == ([False], ["sent"])

"""Messages leave by services that check formats and signatures, refuse, fall silent, or die half-way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.kernel.messages import api as messages
from salesfloor.kernel.outgoing.choices import CRASHED, State
from salesfloor.kernel.outgoing.models import Channel, Outgoing
from salesfloor.kernel.outgoing.sealing import opened, seal
from salesfloor.kernel.outgoing.tests.speaking import (
    ADDRESSES,
    AFTERNOON,
    by_sms,
    connect,
    states,
    tell,
    work,
)

if TYPE_CHECKING:
    from salesfloor.kernel.outgoing.tests.standing_in import Service
    from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("way", sorted(ADDRESSES))
def test_a_robot_says_what_it_is_told_in_the_form_of_its_service(
    floor: Floor, service: Service, way: str
) -> None:
    floor.wait_until(AFTERNOON)
    connect(floor, service, way)
    tell(floor, "战报：一组 5")
    work(floor, service)
    assert service.said == ["战报：一组 5\nhttps://floor.example.cn/messages/"]
    assert states() == ["sent"]
    assert Channel.objects.get().last_words.startswith("0 ")
    work(floor, service, minutes=5)
    assert service.asked == 1


def test_a_robots_keyword_stands_in_each_text(floor: Floor, service: Service) -> None:
    connect(floor, service, "dingtalk", keyword="战报")
    tell(floor, "hello")
    work(floor, service)
    assert service.said == ["战报: hello\nhttps://floor.example.cn/messages/"]


def test_a_wrong_secret_is_told_in_the_services_own_words(floor: Floor, service: Service) -> None:
    connect(floor, service, "feishu", secret="another")
    tell(floor)
    work(floor, service)
    assert states() == ["given_up"]
    [row] = floor.ask("unsent", by="lead")["rows"]
    assert "sign match fail" in row["words"]
    assert (row["state"], row["channel"]) == ("given_up", 1)


def test_what_could_not_be_sent_is_sent_again_by_hand(floor: Floor, service: Service) -> None:
    connect(floor, service, "wecom")
    service.answers = [lambda: (200, {"errcode": 93000, "errmsg": "invalid webhook url"})]
    tell(floor)
    work(floor, service)
    dead = Outgoing.objects.get()
    assert floor.refusal("send_again", by="a", outgoing=dead.pk).clause == "access"
    floor.give("send_again", by="lead", outgoing=dead.pk)
    work(floor, service)
    assert states() == ["sent"]
    assert floor.refusal("send_again", by="lead", outgoing=dead.pk).clause == "input"


def test_twenty_a_minute_and_not_one_more(floor: Floor, service: Service) -> None:
    connect(floor, service, "wecom")
    for number in range(25):
        tell(floor, str(number))
    for _ in range(3):
        work(floor, service, seconds=5)
    assert len(service.said) == 20
    work(floor, service, seconds=60)
    assert [text.split("\n")[0] for text in service.said] == [str(one) for one in range(25)]


def test_a_throttled_service_is_left_alone_and_the_order_is_kept(
    floor: Floor, service: Service
) -> None:
    floor.wait_until(AFTERNOON)
    connect(floor, service, "dingtalk", keyword="战报")
    service.answers = [lambda: (200, {"errcode": 130101, "errmsg": "send too fast"})]
    for leaves in (messages.Leaves.REST, messages.Leaves.ROUND, messages.Leaves.GOOD_NEWS):
        tell(floor, leaves.name, leaves=leaves)
    tell(floor, "ALERT")
    work(floor, service, seconds=100)
    for _ in range(9):
        work(floor, service, minutes=1)
    assert service.asked == 1
    work(floor, service, minutes=2)
    assert [text.split("\n")[0] for text in service.said] == [
        *("战报: ALERT", "战报: GOOD_NEWS", "战报: ROUND", "战报: REST"),
    ]


def test_feishu_busy_for_six_minutes_then_all_arrives(floor: Floor, service: Service) -> None:
    connect(floor, service, "feishu")
    service.answers = [lambda: (200, {"code": 11232, "msg": "frequency limited"})] * 5
    tell(floor)
    for _ in range(36):
        work(floor, service, seconds=10)
    assert states() == ["sent"]
    assert (len(service.said), service.asked) == (1, 6)


def test_after_ten_minutes_it_is_given_up(floor: Floor, service: Service) -> None:
    connect(floor, service, "feishu")
    service.answers = [lambda: (200, {"code": 11232, "msg": "frequency limited"})] * 50
    tell(floor)
    for _ in range(70):
        work(floor, service, seconds=10)
    assert states() == ["given_up"]
    asked = service.asked
    work(floor, service, minutes=30)
    assert service.asked == asked < 12


@pytest.mark.parametrize("answer", [(500, {}), (503, {})])
def test_a_broken_service_is_tried_again(
    floor: Floor, service: Service, answer: tuple[int, Any]
) -> None:
    connect(floor, service, "wecom")
    service.answers = [lambda: answer] * 2
    tell(floor)
    for _ in range(6):
        work(floor, service, seconds=10)
    assert states() == ["sent"]
    assert service.asked == 3


def test_a_machine_that_is_down_is_tried_again(floor: Floor, service: Service) -> None:
    connect(floor, service, "wecom")
    row = Channel.objects.get()
    tell(floor)
    port, service.port = service.port, 1
    kept = opened(row.sealed)
    Channel.objects.update(sealed=seal({**kept, "address": "https://nowhere.invalid/"}))
    work(floor, service)
    assert states() == ["waiting"]
    assert Outgoing.objects.get().words == "ConnectError"
    service.port = port
    Channel.objects.update(sealed=seal(kept))
    work(floor, service, seconds=10)
    assert states() == ["sent"]


def test_an_answer_that_never_comes_is_no_reason_to_say_it_twice(
    floor: Floor, service: Service
) -> None:
    """Robots cannot say whether they have heard it; a gateway that keeps the key can."""
    connect(floor, service, "wecom")
    by_sms(floor, service)
    service.answers = [lambda: (0, None)] * 2
    tell(floor)
    floor.give(
        "notice", by="manager", text="战报", to=["a"], good_news=True, read_by="2026-03-02T18:00+08:00"
    )  # fmt: skip
    for _ in range(4):
        work(floor, service, seconds=10)
    assert sorted(states()) == ["sent", "unsure"]
    assert len(service.said) == 1


@pytest.mark.parametrize(("way", "state"), [("wecom", "unsure"), ("sms_gateway", "sent")])
def test_a_process_that_died_while_it_sent(
    floor: Floor, service: Service, way: str, state: str
) -> None:
    if way == "wecom":
        connect(floor, service, way)
        tell(floor)
    else:
        by_sms(floor, service)
        floor.give("notice", by="manager", text="x", to=["a"], good_news=True,
                   read_by="2026-03-02T18:00+08:00")  # fmt: skip
    work(floor, service)
    Outgoing.objects.update(
        state=State.SENDING.value, ended_at=None
    )  # its end was not written down
    work(floor, service, seconds=5)
    assert states() == [state]
    assert len(service.said) == 1
    if way == "wecom":
        assert Outgoing.objects.get().words == CRASHED


def test_a_redirect_is_not_followed(floor: Floor, service: Service) -> None:
    connect(floor, service, "wecom")
    service.answers = [lambda: (302, "http://127.0.0.1:1/")]
    tell(floor)
    work(floor, service)
    assert (states(), service.asked) == (["given_up"], 1)
    assert Outgoing.objects.get().words == "HTTP 302"


@pytest.mark.case(94)
def test_a_name_that_leads_inside_later_is_not_spoken_to(
    floor: Floor, service: Service, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.OUTGOING_ALLOW = frozenset()
    floor.give(
        "set_channel", by="admin", way="wecom", name="x", address="https://example.com/?key=K"
    )
    inside = [(2, 1, 6, "", ("127.0.0.1", service.port))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_args, **_more: inside)
    tell(floor)
    work(floor, service)
    assert (states(), service.asked) == (["given_up"], 0)

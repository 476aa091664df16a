"""The pages: channels without their secrets, what could not be sent, where one wants copies oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.kernel.outgoing.models import Address, Channel, Outgoing
from salesfloor.kernel.outgoing.tests.speaking import connect, states, tell, work
from salesfloor.kernel.outgoing.tests.standing_in import SECRET
from tests.visitor import piece, visitor

if TYPE_CHECKING:
    from salesfloor.kernel.outgoing.tests.standing_in import Service
    from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_a_channel_is_connected_on_the_page_and_its_secrets_are_not_shown_again(
    floor: Floor, service: Service
) -> None:
    browser = visitor(floor, "admin")
    page = browser.get("/outside/").content.decode()
    assert "还没有接入渠道" in page
    given = {
        "way": "dingtalk",
        "name": "一组群",
        "address": service.at("/dingtalk?access_token=T"),
        "secret": SECRET,
        "keyword": "战报",
    }
    assert browser.post("/give/set_channel/", given, headers=HTMX).status_code < 400
    page = browser.get("/outside/").content.decode()
    assert "一组群" in page
    assert "钉钉群机器人" in page
    assert "127.0.0.1" in page
    assert SECRET not in page
    assert "access_token" not in page
    assert 'type="password"' in page


def test_who_may_connect_and_who_may_look(floor: Floor, service: Service) -> None:
    connect(floor, service, "wecom")
    assert "set_channel" not in visitor(floor, "lead").get("/outside/").content.decode()
    assert visitor(floor, "a").get("/outside/").status_code == 403


def test_what_could_not_be_sent_has_a_button(floor: Floor, service: Service) -> None:
    connect(floor, service, "wecom")
    service.answers = [lambda: (200, {"errcode": 93000, "errmsg": "invalid <webhook> url"})]
    tell(floor)
    work(floor, service)
    browser = visitor(floor, "lead")
    page = browser.get("/outside/").content.decode()
    assert "93000 invalid &lt;webhook&gt; url" in page
    dead = Outgoing.objects.get()
    assert piece(browser, "/give/send_again/", outgoing=dead.pk).status_code < 400
    assert states() == ["waiting"]


def test_feishu_s_half_hour_is_explained(floor: Floor, service: Service) -> None:
    connect(floor, service, "feishu")
    Channel.objects.update(last_words="11232 frequency limited", last_at=floor.now)
    assert "飞书建议机器人避开" in visitor(floor, "admin").get("/outside/").content.decode()


def test_a_person_says_where_copies_go(floor: Floor) -> None:
    browser = visitor(floor, "a")
    assert "我的消息抄送" in browser.get("/outside/mine/").content.decode()
    given = {"reach": "sms", "address": "138 0013 8000"}
    assert browser.post("/give/reach_me/", given, headers=HTMX).status_code < 400
    page = browser.get("/outside/mine/").content.decode()
    assert "消息抄送到你的短信" in page
    assert "8000" not in page
    wrong = {"reach": "sms", "address": "12"}
    assert browser.post("/give/reach_me/", wrong, headers=HTMX).status_code == 422
    assert piece(browser, "/give/reach_me_not/").status_code < 400
    assert not Address.objects.exists()

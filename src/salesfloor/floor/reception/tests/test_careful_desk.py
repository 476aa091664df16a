"""The desk asks before it registers what was hardly meant, and takes back what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.floor.reception.models import Reception
from salesfloor.floor.reception.tests.looking import browser, page, send

if TYPE_CHECKING:
    from tests.floor_builder import Floor

PHONE = "13800138000"


@pytest.mark.fault("D1")
def test_an_empty_field_registers_nobody_but_by_the_button_that_says_so(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.sign_in("a")
    client = browser(floor, "desk", monkeypatch)

    asked = send(client, "/desk/register/", who="", channel="visit", key="k1")
    said = Reception.objects.count()
    send(client, "/desk/register/", who="", channel="visit", confirmed="empty", key="k2")

    assert (asked["X-Asked"], said, Reception.objects.count()) == ("empty", 0, 1)


@pytest.mark.fault("D3")
def test_what_can_be_taken_back_stands_in_todays_list_after_a_reload(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.sign_in("a")
    client = browser(floor, "desk", monkeypatch)
    send(client, "/desk/register/", who=PHONE, channel="visit", key="k1")
    soon = page(client, "/desk/")
    floor.now = floor.moment("08:33")

    assert "/desk/undo/" in soon
    assert "/desk/undo/" not in page(client, "/desk/")


@pytest.mark.fault("D8")
@pytest.mark.parametrize("text", ["张建国", "zjg", "zhangjian"])
def test_who_may_be_meant_is_chosen_first(
    floor: Floor, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    floor.sign_in("a")
    floor.visit("09:00", ref="v1", name="张建国", phone=PHONE)
    floor.end("v1", "09:10")
    client = browser(floor, "desk", monkeypatch)

    asked = send(client, "/desk/register/", who=text, channel="visit", key="k1")

    assert (asked["X-Asked"], Reception.objects.count()) == ("candidates", 1)


@pytest.mark.fault("D9")
def test_who_is_received_now_is_registered_again_only_on_purpose(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:00", name="张建国", phone=PHONE)
    client = browser(floor, "desk", monkeypatch)
    form = {"who": PHONE, "channel": "visit"}

    asked = send(client, "/desk/register/", **form, key="k1")
    said = Reception.objects.count()
    send(client, "/desk/register/", **form, confirmed="here", key="k2")

    assert (asked["X-Asked"], said, Reception.objects.count()) == ("here", 1, 2)


@pytest.mark.fault("D9")
def test_who_is_here_and_left_no_phone_is_asked_about_by_the_name(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", name="庞先生一家")
    client = browser(floor, "desk", monkeypatch)
    form = {"who": "庞先生一家", "channel": "visit"}

    seen = send(client, "/desk/answer/", **form).content.decode()
    asked = send(client, "/desk/register/", **form, key="k1")
    floor.end("v1", "09:10")
    later = send(client, "/desk/register/", **form, key="k2")

    assert 'value="here"' in seen
    assert (asked["X-Asked"], later.status_code) == ("here", 200)
    assert Reception.objects.count() == 2


@pytest.mark.fault("D2")
@pytest.mark.parametrize("who", ["desk", "manager"])
def test_desk_and_manager_end_what_the_receiver_left_open(
    floor: Floor, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    floor.sign_in("a")
    floor.visit("09:00", ref="v1")
    pk = Reception.objects.get().pk

    shown = page(browser(floor, who, monkeypatch), f"/board/reception/{pk}/end/")

    assert 'name="outcome"' in shown

"""The calendar at a secret address: what it holds, what it hides, how it dies."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from icalendar import Calendar

from salesfloor.base.china_time import day_of
from salesfloor.kernel.rulebook.models import Evidence
from tests.floor_builder import Floor
from tests.visitor import visitor

if TYPE_CHECKING:
    from django.test import Client

PHONE = "13800138000"


@pytest.fixture
def yesterday(db: None) -> Floor:
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=1))
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone=PHONE, name="张建国")
    floor.give("appoint", by="a", phone=PHONE, time=later(floor, 2), note="带上身份证")
    return floor


def later(floor: Floor, days: int) -> str:
    return (floor.moment("15:00") + timedelta(days=days)).isoformat()


def address_of(floor: Floor, code: str) -> str:
    address: str = floor.give("open_calendar_feed", by=code)["address"]
    return address


def events(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return [{name: str(one[name]) for name in ("summary", "status", "sequence")} for one in found]


@pytest.mark.clause("9.5.1.3", "kept")
def test_a_calendar_holds_number_kind_time_and_masked_phone(
    yesterday: Floor, client: Client
) -> None:
    address = address_of(yesterday, "a")
    assert events(client, address) == [
        {"summary": "来访 1 138****8000", "status": "CONFIRMED", "sequence": "0"}
    ]
    text = client.get(address).content.decode()
    assert not {"张建国", PHONE, "带上身份证"} & {
        word for word in ("张建国", PHONE, "带上身份证") if word in text
    }
    assert events(client, address_of(yesterday, "b")) == []


@pytest.mark.clause("9.5.1.3", "kept")
def test_a_move_counts_on_and_a_cancelled_one_stays(yesterday: Floor, client: Client) -> None:
    address = address_of(yesterday, "a")
    yesterday.give(
        "move_appointment", by="a", appointment=1, time=later(yesterday, 3), reason="asked"
    )
    assert events(client, address)[0]["sequence"] == "1"
    yesterday.give("cancel_appointment", by="a", appointment=1, reason="asked")
    assert events(client, address)[0] == {
        "summary": "来访 1 138****8000",
        "status": "CANCELLED",
        "sequence": "2",
    }


@pytest.mark.clause("9.5.1.3", "kept")
def test_an_address_dies_when_taken_back_renewed_or_its_holder_leaves(
    yesterday: Floor, client: Client
) -> None:
    first = address_of(yesterday, "a")
    second = address_of(yesterday, "a")
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    yesterday.give("close_calendar_feed", by="a")
    assert client.get(second).status_code == 404
    third = address_of(yesterday, "c")
    yesterday.give("leave_job", by="manager", who="c", hand_over_to="b")
    assert client.get(third).status_code == 404
    assert client.get("/calendars/nobody-knows.ics").status_code == 404


def test_the_page_shows_an_address_once(yesterday: Floor) -> None:
    browser = visitor(yesterday, "a")
    shown = browser.post("/calendar/", {"act": "open", "key": "k"}).content.decode()
    assert "/calendars/" in shown
    assert "/calendars/" not in browser.get("/calendar/").content.decode()


def test_an_address_stands_in_no_record_and_is_shown_once(yesterday: Floor, client: Client) -> None:
    browser = visitor(yesterday, "a")
    shown = browser.post("/calendar/", {"key": "one"})
    address = re.search(r"/calendars/[\w-]+\.ics", shown.content.decode())
    assert address is not None

    again = browser.post("/calendar/", {"key": "one"})

    assert (again.status_code, "/calendars/" in again.content.decode()) == (422, False)
    kept = Evidence.objects.get(command="open_calendar_feed")
    assert kept.answer == {"address": ""}
    assert client.get(address[0]).status_code == 200

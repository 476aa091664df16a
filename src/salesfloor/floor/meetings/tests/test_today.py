"""The home page names the day's meeting to whom it concerns, and the claim whose time ends with the day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def today() -> Floor:
    """Return a centre in whose week the meeting, and the claims with it, fall on the day of the pages' clock."""
    now = day_of(timezone.now())
    policy = {
        "floor.duties": ["targets", "weekly_meeting"],
        "target.measure": "complete",
        "weekly_meeting.weekday": now.strftime("%A").lower(),
        "weekly_meeting.at": "23:59",
    }
    return Floor(day=now - timedelta(days=9), trade="bank_cards", policy=policy)


def shown(floor: Floor, who: str) -> str:
    page: str = visitor(floor, who).get("/").content.decode()
    return page


@pytest.mark.clause("3.6.1.1", "4.1.2")
def test_who_is_called_reads_of_the_meeting_and_of_the_claim(today: Floor) -> None:
    today.wait_until(timezone.now())
    text = shown(today, "a")
    assert "今天的会" in text
    assert "申领指标" in text
    for who in ("manager", "lead"):
        meeting = shown(today, who)
        assert "今天的会" in meeting
        assert "今天之内有效" not in meeting


def test_a_claim_that_is_signed_is_asked_for_no_more(today: Floor) -> None:
    claim: dict[str, Any] = {"value": 3, "at": timezone.now()}
    today.wait_until(timezone.now())
    today.give("claim_target", by="a", **claim)
    assert "今天之内有效" not in shown(today, "a")
    assert "今天之内有效" in shown(today, "b")


def test_a_day_without_either_has_no_such_part(floor: Floor) -> None:
    assert "今天的会" not in shown(floor, "a")

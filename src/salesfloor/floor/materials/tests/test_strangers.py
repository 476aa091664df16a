"""What a stranger who has a link can do to it: open it, and not fill a register."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from salesfloor.base.china_time import CHINA
from salesfloor.floor.materials.models import HandOut, Opening
from salesfloor.floor.materials.views import MOST_OPENINGS, VISITOR
from tests.floor_builder import Floor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("9.5.1.1", "applied")]


@pytest.fixture
def link(db: None) -> str:
    """Return the address of a link that was handed out yesterday."""
    floor = Floor(day=datetime.now(CHINA).date() - timedelta(days=1))
    floor.give("publish_material", by="manager", code="A", title="Plan", source="the house")
    floor.sign_in("a")
    floor.visit("09:00", ref="v1", phone="13800138000")
    floor.give("hand_out", by="a", phone="13800138000", items=["A"], how="link")
    return f"/m/{HandOut.objects.get().token}/"


@pytest.mark.fault("X1")
def test_openings_sent_in_a_row_end_at_a_limit(link: str) -> None:
    told = []
    for number in range(MOST_OPENINGS + 5):
        guest = Client()
        guest.cookies[VISITOR] = f"reader{number}"
        told.append(guest.post(f"{link}seen/").status_code)

    assert told == [204] * MOST_OPENINGS + [429] * 5
    assert Opening.objects.count() == MOST_OPENINGS
    assert Client().get(link).status_code == 200


def test_a_mark_of_a_reader_that_is_none_counts_for_nothing(link: str) -> None:
    guest = Client()
    guest.cookies[VISITOR] = "'; DROP TABLE x; --" * 9
    assert guest.post(f"{link}seen/").status_code in {204, 410}
    assert Opening.objects.count() <= 1

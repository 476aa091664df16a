"""The minutes on A4: who was there, what follows, who has signed (3.6.1.3)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("3.6.1.3")]


def test_minutes_are_printed_with_their_signatures(floor: Floor) -> None:
    floor.give(
        "plan_meeting",
        by="manager",
        meeting="m1",
        title="Tour path",
        starts_at="2026-03-03T19:30:00+08:00",
        people=["lead", "a", "b"],
    )
    assert visitor(floor, "a").get("/meeting-minutes/m1/").status_code == 404
    floor.give(
        "hold_meeting",
        at=floor.moment("20:30") + timedelta(days=1),
        by="manager",
        meeting="m1",
        present=["lead", "a"],
        minutes="Umbrellas stand on the left.",
        decisions=[{"what": "Renew the sheet", "who": "a", "due": "2026-03-06"}],
    )
    floor.give("sign_minutes", by="a", meeting="m1", remark="Left of the door")
    sheet = visitor(floor, "b").get("/meeting-minutes/m1/").content.decode()
    for words in (
        "Tour path",
        "Umbrellas stand on the left.",
        "Renew the sheet",
        "Left of the door",
    ):
        assert words in sheet
    assert "sheet-line" in visitor(floor, "manager").get("/meeting-minutes/m1/").content.decode()

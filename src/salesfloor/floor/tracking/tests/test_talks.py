"""A talk leaves the lead's list after some time; the person keeps it (4.4.2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from salesfloor.base.china_time import day_of
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.4.2", "done")]
WORDS = "What would help you?"


@pytest.mark.parametrize(
    ("days", "policy", "is_listed"),
    [(89, 90, True), (91, 90, False), (31, 30, False), (29, 30, True)],
)
def test_the_list_forgets_and_the_person_does_not(days: int, policy: int, is_listed: bool) -> None:
    today = day_of(datetime.now(UTC))
    floor = Floor(day=today - timedelta(days=days), policy={"talk.forget_days": policy})
    demand = {"what": "Two visits", "due": today.isoformat()}
    floor.give("talk", by="lead", at="08:01", who="a", words=WORDS, demands=[demand])
    for who in ("lead", "manager"):
        assert (WORDS in visitor(floor, who).get("/talks/").content.decode()) is is_listed
    assert WORDS in visitor(floor, "a").get("/talks/").content.decode()
    assert WORDS not in visitor(floor, "b").get("/talks/").content.decode()

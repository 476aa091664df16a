"""The page of remedies: whom one is wanted for, and whether the customer was reached since."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from salesfloor.base.china_time import day_of
from tests.floor_builder import Floor
from tests.visitor import visitor

REACHED, LATE, WANTED = "13800138000", "13900139000", "13700137000"


@pytest.fixture
def lost(db: None) -> Floor:
    """Return a floor five days on, where three customers of grade A did not buy."""
    floor = Floor(day=day_of(timezone.now()) - timedelta(days=5))
    floor.sign_in("a", "b", "c")
    floor.issue_books("a", "b", "c")
    for ref, phone in (("v1", REACHED), ("v2", LATE), ("v3", WANTED)):
        floor.visit(ref=ref, phone=phone, name="Zhou")
        floor.end(ref, outcome="no_deal", grade="A", reason="too dear")
    for ref in ("v1", "v2"):
        by = (floor.day + timedelta(days=1)).isoformat()
        floor.give("remedy", by="manager", ref=ref, what="ring them up", on=by)
    for phone, by, reached in ((REACHED, "a", True), (LATE, "b", False)):
        said: dict[str, Any] = {"method": "call", "reached": reached, "note": "the loan"}
        floor.give("follow_up", by=by, phone=phone, **said)
    return floor


@pytest.mark.clause("9.5.2.3", "kept")
def test_a_remedy_says_whether_the_customer_was_reached(lost: Floor) -> None:
    page = visitor(lost, "manager").get("/remedies/")
    shown = {one["row"].ref: (one["reached_on"], one["is_late"]) for one in page.context["done"]}
    assert shown == {"v1": (lost.day, False), "v2": (None, True)}
    assert [one["row"].ref for one in page.context["wanted"]] == ["v3"]


def test_a_customer_who_is_back_was_reached(lost: Floor) -> None:
    lost.days_on()
    lost.sign_in("b")
    lost.visit(at="10:00", ref="v4", phone=LATE)
    lost.end("v4", outcome="left")
    page = visitor(lost, "manager").get("/remedies/")
    shown = {one["row"].ref: one["reached_on"] for one in page.context["done"]}
    assert shown["v2"] == lost.day

"""The pages of meetings offer what the reader may give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.visitor import visitor

if TYPE_CHECKING:
    from tests.floor_builder import Floor


@pytest.mark.parametrize(("who", "offered"), [("a", False), ("lead", True), ("manager", True)])
def test_who_may_not_plan_a_meeting_is_not_offered_it(
    floor: Floor, who: str, offered: bool
) -> None:
    text = visitor(floor, who).get("/meetings/").content.decode()
    assert ('id="plan_meeting' in text or "/give/plan_meeting/" in text) is offered


@pytest.mark.parametrize(("who", "offered"), [("a", True), ("lead", True), ("manager", False)])
def test_a_chair_who_was_not_called_is_not_offered_to_be_late(
    floor: Floor, who: str, offered: bool
) -> None:
    starts_at = floor.moment("08:30").isoformat()
    given = {"title": "Early", "starts_at": starts_at, "people": ["a"]}
    floor.give("plan_meeting", by="manager", at="08:10", meeting="x", minutes=20, **given)
    floor.give("open_meeting", by="manager", at="08:30", meeting="x")
    page = visitor(floor, who).get("/meeting/x/")
    assert ("attend" in page.context) is offered

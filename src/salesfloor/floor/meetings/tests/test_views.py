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

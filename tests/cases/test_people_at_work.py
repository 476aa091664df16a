"""Cases of people at work: the door at nine to the second."""

from __future__ import annotations

from typing import Any

import pytest

from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
OWED = "2026-03-03"


@pytest.fixture
def office() -> Floor:
    """Return an office whose door of the second day shuts on the third at nine."""
    floor = Floor(policy={"floor.duties": ["hand_in"]})
    floor.days_on()
    floor.days_on()
    return floor


@pytest.mark.case(26)
@pytest.mark.clause("7.1.10", "done")
def test_a_second_before_nine_is_in_time(office: Floor) -> None:
    taken = handed_in(office, "08:59:59")
    assert taken["on"] == OWED
    assert states(office, "09:00:02")["a"] == "handed_in"


@pytest.mark.case(26)
@pytest.mark.clause("7.1.10", "refused")
@pytest.mark.parametrize("second", ["00", "01"])
def test_nine_itself_and_a_second_later_are_late_and_the_miss_is_on_record(
    office: Floor, second: str
) -> None:
    at = f"09:00:{second}"
    assert office.refusal("hand_in", by="a", at=at, on=OWED, words="Late").clause == "7.1.10"
    assert states(office, "09:00:02")["a"] == "missed"
    missed = [one.fields["subject"] for one in office.happenings if one.clause == "7.1.10"]
    assert "a" in missed


def handed_in(floor: Floor, at: str) -> dict[str, Any]:
    return floor.give("hand_in", by="a", at=at, on=OWED, words="Two visits.")


def states(floor: Floor, at: str) -> dict[str, str]:
    rows = floor.ask("hand_ins", by="lead", at=at, on=OWED)["rows"]
    return {row["who"]: row["state"] for row in rows}

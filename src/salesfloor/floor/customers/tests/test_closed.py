"""What stays closed about a colleague's customer stays closed on every way in (3.4.3.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.floor_builder import Floor

PHONE = "138 0013 8000"


@pytest.fixture
def followed(floor: Floor) -> Floor:
    """Return a floor where `a` follows a customer."""
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE)
    return floor


@pytest.mark.fault("R7")
@pytest.mark.case(83)
@pytest.mark.parametrize("by", ["b", "finance", "quality", "admin"])
def test_others_hear_only_that_a_colleague_follows(followed: Floor, by: str) -> None:
    answer = followed.ask("owner_of", by=by, phone=PHONE)
    assert answer.pop("because")
    assert answer == {
        "owner": None,
        "basis": "colleague",
        "clause": "3.4.3.5",
        "since": None,
        "valid_until": None,
    }


@pytest.mark.parametrize("by", ["a", "lead", "manager", "desk", None])
def test_the_owner_desk_and_leaders_hear_whose_and_why(followed: Floor, by: str | None) -> None:
    answer = followed.ask("owner_of", by=by, phone=PHONE)
    assert (answer["owner"], answer["valid_until"]) == ("a", "2026-03-09")


@pytest.mark.fault("R7")
def test_nobody_hears_of_a_colleagues_lapsed_claim(followed: Floor) -> None:
    followed.end("v1", "09:30")
    followed.days_on(9)
    answer = followed.ask("owner_of", by="b", at="09:00", phone=PHONE)
    assert (answer["owner"], answer["clause"]) == (None, "3.5.0")
    assert "a" in followed.ask("owner_of", by="manager", phone=PHONE)["because"][0]

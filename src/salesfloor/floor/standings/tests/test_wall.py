"""The wall of standings: teams without places; people only among the first three, agreed, if wanted (4.1.4)."""

from __future__ import annotations

from typing import Any

import pytest

from salesfloor.floor.standings.wall import on_wall
from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("4.1.4", "done")]
CAST = {"manager": "manager", "lead": "lead", "desk": "desk"} | dict.fromkeys("abcd", "salesperson")


def a_centre(*, persons: bool) -> Floor:
    """Return a centre in which d has most files, then c, b and a."""
    policy: dict[str, Any] = {
        "target.measure": "complete",
        "wall.persons": persons,
        "standings.min_days": 0,
    }
    floor = Floor(cast=CAST, trade="bank_cards", policy=policy)
    for number, who in enumerate("abcd", 1):
        floor.give("count_results", by="desk", who=who, on=floor.day.isoformat(), complete=number)
    floor.give("set_slogan", by="lead", team="T1", words="First to the door.")
    return floor


def first(floor: Floor) -> list[tuple[int, str]]:
    return on_wall(floor.site_id or 0, floor.now).first


def test_teams_with_their_slogan_and_rates() -> None:
    floor = a_centre(persons=False)
    floor.give("agree_to_wall", by="d")
    [team] = on_wall(floor.site_id or 0, floor.now).teams
    assert (team.name, team.slogan, team.result) == ("T1", "First to the door.", 10)
    floor.days_on()
    floor.wait_until("12:00")
    assert on_wall(floor.site_id or 0, floor.now).teams[0].per_head is not None
    assert first(floor) == []
    page = visitor(floor, "manager").get("/standings/wall/").content.decode()
    assert "First to the door." in page
    assert "wall-first" not in page


def test_the_first_three_who_agreed_and_never_the_last() -> None:
    floor = a_centre(persons=True)
    assert first(floor) == []
    for who in ("d", "b", "a"):
        floor.give("agree_to_wall", by=who)
    assert first(floor) == [(1, "D"), (3, "B")]
    floor.give("agree_to_wall", by="d", agreed=False)
    assert first(floor) == [(3, "B")]

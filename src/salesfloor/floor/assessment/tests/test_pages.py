"""The page of an assessment: formula and own figures before it is closed, outcome and appeal after (7.1.7)."""

from __future__ import annotations

import pytest

from tests.floor_builder import Floor
from tests.visitor import visitor

pytestmark = [pytest.mark.django_db, pytest.mark.clause("7.1.7")]
WEIGHTS = {"results": 40, "duties": 20, "conduct": 10, "tests": 10, "lead": 20}


def test_people_see_their_own_and_leads_their_team(floor: Floor) -> None:
    floor.give("open_assessment", by="manager", period="2026-03", weights=WEIGHTS)
    floor.give("score", by="lead", assessment=1, who="a", points=80, words="Learns fast.")
    own = visitor(floor, "a").get("/assessments/1/").content.decode()
    assert "Learns fast." in own
    assert ">B<" not in own
    assert "Give" not in own
    team = visitor(floor, "lead").get("/assessments/1/")
    assert {row["code"] for row in team.context["rows"]} >= {"a", "b", "c", "d"}
    assert "score" in team.context
    manager = visitor(floor, "manager")
    floor.give("close_assessment", by="manager", assessment=1)
    closed = visitor(floor, "a").get("/assessments/1/")
    [row] = closed.context["rows"]
    assert row["code"] == "a"
    assert manager.get("/assessments/9/").status_code == 404
    opening = manager.get("/assessments/").content.decode()
    assert 'name="weights.results"' in opening
    form = {"period": "2026-04", "key": "one", **{f"weights.{k}": v for k, v in WEIGHTS.items()}}
    assert manager.post("/give/open_assessment/", form).status_code == 302
    assert manager.get("/assessments/2/").status_code == 200


def test_an_appeal_is_ruled_on_where_the_assessment_stands_by_who_may(floor: Floor) -> None:
    floor.give("open_assessment", by="manager", period="2026-03", weights=WEIGHTS)
    floor.give("score", by="lead", assessment=1, who="a", points=80, words="Learns fast.")
    floor.give("close_assessment", by="manager", assessment=1)
    floor.give("appeal", by="a", about="assessment:1", grounds="A visit is missing")
    assert "A visit is missing" in visitor(floor, "a").get("/assessments/1/").content.decode()
    director = visitor(floor, "director").get("/assessments/1/")
    assert "rule" in director.context
    assert "A visit is missing" in director.content.decode()
    for other in ("manager", "lead", "a", "b"):
        assert "rule" not in visitor(floor, other).get("/assessments/1/").context
    given = {"about": "assessment:1", "reason": "Counted again"}
    floor.give("rule_on_appeal", by="director", stands=True, **given)
    assert "rule" not in visitor(floor, "director").get("/assessments/1/").context
    assert "Counted again" in visitor(floor, "a").get("/assessments/1/").content.decode()

"""Stages, how full a page is, what a need states, what is liked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from salesfloor.floor.particulars import rules
from salesfloor.floor.particulars.choices import Criterion, Particular, Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

CALLER = ["name", "phone", "area", "medium"]
VISITOR = [*CALLER, "source", "need", "budget"]
NEGOTIATING = [*VISITOR, "family", "decision_maker"]
BUYER = [*NEGOTIATING, "buyer", "id_no"]


@pytest.mark.parametrize(
    ("stage", "wanted"),
    [
        (Stage.CALLER, CALLER),
        (Stage.VISITOR, VISITOR),
        (Stage.NEGOTIATING, NEGOTIATING),
        (Stage.BUYER, BUYER),
    ],
)
@pytest.mark.clause("3.4.3.2", "kept")
def test_each_stage_asks_for_more(stage: Stage, wanted: list[str]) -> None:
    assert rules.required(stage) == wanted
    assert rules.completeness(stage, set(wanted)) == (100, [])
    assert rules.completeness(stage, set()) == (0, [Particular(one) for one in wanted])


@pytest.mark.parametrize(
    ("filled", "percent"),
    [(["phone"], 14), (["phone", "name"], 28), (VISITOR[:-1], 85), (BUYER, 100)],
)
def test_percent_is_rounded_down(filled: list[str], percent: int) -> None:
    assert rules.completeness(Stage.VISITOR, set(filled))[0] == percent


@pytest.mark.parametrize(
    ("visited", "negotiated", "paid", "stage"),
    [
        (False, False, False, Stage.CALLER),
        (True, False, False, Stage.VISITOR),
        (False, True, False, Stage.NEGOTIATING),
        (True, True, False, Stage.NEGOTIATING),
        (False, False, True, Stage.BUYER),
    ],
)
def test_stage(*, visited: bool, negotiated: bool, paid: bool, stage: Stage) -> None:
    assert rules.stage_of(visited=visited, negotiated=negotiated, paid=paid) is stage


@pytest.mark.parametrize(
    ("given", "before", "may"),
    [
        ({"area": "South"}, {"area": "North"}, True),
        ({"area": ""}, {"area": "North"}, False),
        ({"area": ""}, {"area": ""}, True),
        ({"id_no": ""}, {"id_no": "x"}, False),
        ({"address": ""}, {"address": "12 River Road"}, True),
    ],
)
@pytest.mark.clause("3.4.3.2", "refused")
def test_what_is_filled_is_never_emptied(
    given: Mapping[str, str], before: Mapping[str, str], *, may: bool
) -> None:
    assert bool(rules.may_change(given, before)) is may


@pytest.mark.parametrize(
    ("facts", "criteria"),
    [
        ({}, []),
        ({"rooms": [3]}, [Criterion.ROOMS]),
        ({"area_to": 90, "budget_fen": 1}, [Criterion.BUDGET, Criterion.AREA]),
        ({"floor_from": 0, "likes": ["view"]}, [Criterion.LIKES, Criterion.FLOOR]),
        ({"orientation": [], "rooms": []}, []),
    ],
)
def test_criteria_in_their_order(facts: dict[str, Any], criteria: list[Criterion]) -> None:
    assert rules.stated(facts) == criteria


def test_the_greater_weight_counts_and_names_decide_among_equals() -> None:
    marked = {"view": 1, "daylight": 3, "quiet": 2}
    assert list(rules.liked(["view", "air"], marked).items()) == [
        ("daylight", 3),
        ("air", 2),
        ("quiet", 2),
        ("view", 2),
    ]

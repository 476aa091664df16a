"""The weights of an assessment and its total as tables."""

from __future__ import annotations

from fractions import Fraction

import pytest

from salesfloor.floor.assessment import rules

WEIGHTS = {"results": 40, "duties": 20, "conduct": 10, "tests": 10, "lead": 20}


@pytest.mark.parametrize(("lead", "may"), [(20, True), (19, False), (21, False)])
def test_weights_sum_to_100(lead: int, may: bool) -> None:
    assert bool(rules.may_weigh({**WEIGHTS, "lead": lead})) is may


@pytest.mark.parametrize(("points", "part"), [(0, 100), (1, 95), (20, 0), (21, 0)])
def test_a_point_takes_five_away(points: int, part: int) -> None:
    assert rules.conduct_part(points) == part


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        ({"results": 100, "duties": 100, "conduct": 100, "tests": 100, "lead": 100}, 100),
        ({"results": 50, "duties": 100, "conduct": 100, "tests": 100, "lead": 100}, 80),
        ({"results": None, "duties": 60, "conduct": 60, "tests": 60, "lead": 60}, 60),
        (
            {"results": None, "duties": 100, "conduct": 0, "tests": None, "lead": None},
            Fraction(200, 3),
        ),
        ({"results": None, "duties": None, "conduct": None, "tests": None, "lead": None}, None),
    ],
)
def test_what_there_is_none_of_weighs_on_the_others(
    parts: dict[str, int | None], total: Fraction | None
) -> None:
    exact = {name: None if part is None else Fraction(part) for name, part in parts.items()}

    assert rules.total(WEIGHTS, exact) == total

"""Shares are exact until they are answered; parts add up to their whole."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from salesfloor.base.shares import (
    Weight,
    answered,
    average,
    exact,
    half_up,
    percentage,
    share,
    split,
)

WEIGHT: TypeAdapter[Fraction] = TypeAdapter(Weight)


@pytest.mark.parametrize(
    ("number", "fraction"),
    [
        (0.667, Fraction(667, 1000)),
        ("0.667", Fraction(667, 1000)),
        (5.5, Fraction(11, 2)),
        (0.8, Fraction(4, 5)),
        (3, Fraction(3)),
        (1e-7, Fraction(1, 10**7)),
    ],
)
def test_a_number_is_what_its_text_says(number: float | str, fraction: Fraction) -> None:
    assert exact(number) == fraction


@pytest.mark.parametrize("number", [float("nan"), float("inf"), "", "a", "1/0"])
def test_what_is_no_number(number: float | str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        exact(number)


@pytest.mark.parametrize(
    ("part", "whole", "as_share", "as_percentage"),
    [
        (1, 3, 0.3333, 33.3),
        (2, 3, 0.6667, 66.7),
        (1, 8, 0.125, 12.5),
        (1, 16, 0.0625, 6.3),
        (1, 2000, 0.0005, 0.1),
        (1, 20000, 0.0001, 0.0),
        (0, 5, 0.0, 0.0),
        (5, 5, 1.0, 100.0),
        (1, 0, None, None),
        (0, 0, None, None),
        (-1, 16, -0.0625, -6.3),
    ],
)
def test_answers_are_rounded_half_up(
    part: int, whole: int, as_share: float | None, as_percentage: float | None
) -> None:
    assert share(part, whole) == as_share
    assert percentage(part, whole) == as_percentage


def test_halves_go_away_from_zero() -> None:
    assert [int(half_up(Fraction(n, 2))) for n in (-3, -1, 1, 3, 5)] == [-2, -1, 1, 2, 3]
    assert half_up(Fraction(5, 1000), 2) == Fraction(1, 100)
    assert average(7, 4) == 1.8
    assert average(7, 0) is None
    assert answered(None, 1) is None


@pytest.mark.parametrize(
    ("total", "weights", "step", "parts"),
    [
        (10, [1, 1, 1], 1, [4, 3, 3]),
        (11, [1, 1, 1], 1, [4, 4, 3]),
        (100, [0, 3, 1], 10, [0, 80, 20]),
        (7, [Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)], 1, [3, 2, 2]),
        (0, [1, 2], 1, [0, 0]),
        (1, [1, 1], 1, [1, 0]),
        (500_000, [1, 2, 3], 100, [83_300, 166_700, 250_000]),
    ],
)
def test_split(total: int, weights: list[int | Fraction], step: int, parts: list[int]) -> None:
    assert split(total, weights, step=step) == parts


@pytest.mark.parametrize(
    ("total", "weights", "step"), [(10, [0, 0], 1), (10, [], 1), (10, [1, -1], 1), (15, [1], 10)]
)
def test_what_cannot_be_split(total: int, weights: list[int | Fraction], step: int) -> None:
    with pytest.raises(ValueError, match="must be"):
        split(total, weights, step=step)


@given(
    st.integers(0, 10**9),
    st.lists(st.fractions(0, 1000, max_denominator=10_000), min_size=1, max_size=12),
)
def test_parts_add_up_and_are_near_their_quota(total: int, weights: list[Fraction]) -> None:
    if not any(weights):
        return
    parts = split(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < 1
        assert weight or not part


@pytest.mark.parametrize(
    ("given", "weight"), [(1, Fraction(1)), ("0.25", Fraction(1, 4)), (0.1, Fraction(1, 10))]
)
def test_weights(given: object, weight: Fraction) -> None:
    assert WEIGHT.validate_python(given) == weight


@pytest.mark.parametrize("given", [-1, "0.00001", "1e3", True, None, "", float("nan"), "9" * 5000])
def test_what_is_no_weight(given: object) -> None:
    with pytest.raises(ValidationError):
        WEIGHT.validate_python(given)

"""Amounts are exact."""

from __future__ import annotations

import pytest

from salesfloor.base.money import fen_from_yuan


@pytest.mark.case(70)
@pytest.mark.parametrize(
    ("given", "fen"),
    [
        ("1", 100),
        ("0.05", 5),
        ("1234.5", 123450),
        ("１００", 10000),
        ("12,345.67", 1234567),
        (1911641, 191164100),
        (1911641.0, 191164100),
    ],
)
def test_fen_from_yuan(given: str | float, fen: int) -> None:
    assert fen_from_yuan(given) == fen


@pytest.mark.case(70)
@pytest.mark.parametrize(
    "given", ["-1", "0", "0.001", "1e30", "NaN", "", "1,23", 0.1 + 0.2, True, "1 2", "9" * 13]
)
def test_fen_from_yuan_refuses(given: str | float) -> None:
    with pytest.raises(ValueError, match=r"must be"):
        fen_from_yuan(given)

"""First grades against what happened, as tables (AA8)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from salesfloor.floor.tables import rules
from salesfloor.floor.tables.rules import Graded

ON = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("bought_on", "did"),
    [
        ((), False),
        ((date(2026, 3, 2),), True),
        ((date(2026, 5, 31),), True),
        ((date(2026, 6, 1),), False),
        ((date(2026, 3, 1),), False),
        ((date(2026, 3, 1), date(2026, 4, 1)), True),
    ],
)
def test_buying_counts_for_90_days(bought_on: tuple[date, ...], *, did: bool) -> None:
    assert Graded("a", "A", ON, bought_on).did_buy is did


def test_shares_are_told_from_five_on() -> None:
    rows = (
        [Graded("a", "A", ON, (ON,))] * 2 + [Graded("a", "A", ON)] * 3 + [Graded("b", "A", ON)] * 4
    )

    found = rules.tallies(rows)

    assert found["a", "A"] == rules.Tally(5, 2)
    assert found["a", "A"].share == Fraction(2, 5)
    assert found["b", "A"].share is None


def test_expected_is_the_sum_of_known_shares() -> None:
    shares = {"A": Fraction(2, 5), "B": Fraction(1, 10), "C": None}

    assert rules.expected(["A", "A", "B", "C", ""], shares) == Fraction(9, 10)

"""What the rules allow of goods that come back, as a table (9.7.1.2)."""

from __future__ import annotations

from typing import Any

import pytest

from salesfloor.floor.returns import rules
from salesfloor.floor.returns.choices import Cause, Condition
from salesfloor.floor.returns.rules import Terms

POLICY: dict[str, Any] = {
    "return.refund_days": 7,
    "return.exchange_days": 15,
    "return.unused_days": 7,
}


@pytest.mark.parametrize(
    ("age", "cause", "condition", "returnable", "allowed"),
    [
        (0, "goods", "used", True, ["refund", "exchange", "repair"]),
        (7, "fitting", "damaged", True, ["refund", "exchange", "repair"]),
        (8, "goods", "used", True, ["exchange", "repair"]),
        (15, "goods", "used", True, ["exchange", "repair"]),
        (16, "goods", "used", True, ["repair"]),
        (30, "goods", "used", True, ["repair"]),
        (31, "goods", "used", True, []),
        (1, "goods", "used", False, ["repair"]),
        (1, "misuse", "unused", True, []),
        (7, "none", "unused", True, ["refund", "exchange"]),
        (8, "none", "unused", True, []),
        (1, "none", "used", True, []),
        (1, "none", "unused", False, []),
    ],
)
def test_what_is_allowed(
    age: int, cause: str, condition: str, allowed: list[str], *, returnable: bool
) -> None:
    terms = Terms(age, Cause(cause), Condition(condition), 30, returnable)

    found, told = rules.eligible(terms, POLICY)

    assert [one.value for one in found] == allowed
    assert len(told) == 3

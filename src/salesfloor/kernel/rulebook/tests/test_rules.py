"""What a policy value may be, and from when (case 31)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from salesfloor.kernel.rulebook import rules
from salesfloor.kernel.rulebook.clauses import clauses, parameters


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("call.visit_within_days", 10, True),
        ("call.visit_within_days", 7.5, False),
        ("call.visit_within_days", "10", False),
        ("call.visit_within_days", True, False),
        ("call.visit_within_days", None, False),
        ("call.visit_within_days", -1, False),
        ("rotation.absent_turn", "keep", True),
        ("rotation.absent_turn", "head", False),
        ("rotation.absent_turn", ["keep"], False),
        ("rotation.blocked_by_overdue", True, True),
        ("rotation.blocked_by_overdue", 1, False),
        ("phone.rotation", "shared", True),
        ("phone.rotation", "", False),
        ("turn.returned_for", [], True),
        ("turn.returned_for", ["left", "not_a_buyer"], True),
        ("turn.returned_for", "left", False),
        ("turn.returned_for", ["married"], False),
        ("turn.returned_for", [["left"]], False),
        ("courtesy.deal_share", 0.5, True),
        ("courtesy.deal_share", 1.5, False),
        ("household.relations", ["spouse"], True),
        ("household.relations", ["neighbour"], False),
        ("area.list", [], True),
        ("area.list", ["西湖", "East Gate"], True),
        ("area.list", "西湖", False),
        ("area.list", [""], False),
        ("area.list", [" 西湖"], False),
        ("area.list", ["西湖、城东"], False),
        ("area.list", ["西湖\u202e"], False),
        ("area.list", ["湖" * 201], False),
        ("area.list", [58], False),
    ],
)
def test_may_be_value(name: str, value: Any, *, allowed: bool) -> None:
    assert bool(rules.may_be_value(parameters()[name], value)) is allowed


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), -float("inf"), 10**400],
    ids=["nan", "inf", "-inf", "long"],
)
def test_no_number_is_endless(value: float) -> None:
    assert not rules.may_be_value(parameters()["courtesy.deal_share"], value)
    assert not rules.may_be_value(parameters()["call.visit_within_days"], value)


@pytest.mark.case(31)
@pytest.mark.parametrize(
    ("from_on", "allowed"),
    [(date(2026, 3, 1), False), (date(2026, 3, 2), True), (date(2026, 3, 3), True)],
)
def test_may_start_on(from_on: date, *, allowed: bool) -> None:
    assert bool(rules.may_start_on(from_on, date(2026, 3, 2))) is allowed


@pytest.mark.case(17)
@pytest.mark.parametrize(("seen", "allowed"), [(4, True), (3, False), (5, False)])
def test_may_follow(seen: int, *, allowed: bool) -> None:
    assert bool(rules.may_follow(seen, 4)) is allowed


def test_every_default_can_be_set_again() -> None:
    for parameter in parameters().values():
        assert rules.may_be_value(parameter, parameter.default), parameter.name
        assert parameter.clause in clauses()

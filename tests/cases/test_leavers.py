"""Who works here no longer receives nobody (cases 88, 89)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.floor_builder import Floor

pytestmark = [pytest.mark.django_db, pytest.mark.case(89)]
PHONE = "13800138000"
GOING: list[tuple[str, dict[str, Any]]] = [
    ("leave_job", {"who": "a", "hand_over_to": "c"}),
    ("change_post", {"who": "a", "post": "desk", "reason": "needed there"}),
    ("name_lead", {"who": "a", "team": "T1", "reason": "the lead sells again"}),
]


@pytest.mark.parametrize(("do", "given"), GOING)
def test_who_goes_leaves_the_rotation(floor: Floor, do: str, given: dict[str, Any]) -> None:
    floor.sign_in("a", "b", "c")
    floor.give(do, by="manager", at="09:05", **given)

    assert (floor.queue(), floor.queue("call")) == (["b", "c"], ["b", "c"])
    assert floor.visit("09:06", phone=PHONE)["assigned_to"] == "b"


@pytest.mark.clause("3.2.3.6", "refused")
@pytest.mark.parametrize(("do", "given"), GOING)
def test_nobody_goes_in_the_middle_of_a_reception(
    floor: Floor, do: str, given: dict[str, Any]
) -> None:
    floor.sign_in("a", "b", "c")
    floor.visit("09:04", ref="v1")

    assert floor.refusal(do, by="manager", at="09:05", **given).clause == "3.2.3.6"
    assert floor.queue() == ["b", "c", "a"]
    floor.end("v1")
    floor.give(do, by="manager", **given)
    assert floor.queue() == ["b", "c"]


@pytest.mark.clause("3.1.2", "kept")
def test_a_loan_to_another_site_leaves_the_rotation(floor: Floor) -> None:
    """The person is lent whole: off the floor here, on the floor there until the loan ends."""
    other = Floor("S2", prefix="x_")
    other.give("staff", code="x_lead2", name="Lead", post="lead", team="T7", at="08:01")
    floor.sign_in("a", "b")
    floor.give(
        "lend", by="director", who="a", team="T7", until="2026-03-03", reason="r", at="09:05"
    )

    assert floor.queue() == ["b"]


def test_no_claim_is_founded_for_somebody_gone(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:04", ref="v1")
    floor.end("v1")
    floor.give("leave_job", by="manager", who="a", hand_over_to="b")

    assert floor.give("leave_phone", by="desk", ref="v1", phone=PHONE)["owner"] is None
    assert floor.owner_of(PHONE) is None
    assert floor.visit(phone=PHONE)["owner"] == "b"

"""Who is not going to buy costs a turn as the policy says, and founds no claim (9.1.2.3)."""

from __future__ import annotations

import pytest

from tests.floor_builder import Floor

PHONE = "138 0013 8000"


@pytest.mark.fault("D19")
def test_who_does_not_buy_is_nobodys_customer(floor: Floor) -> None:
    floor.sign_in("a", "b")
    answer = floor.visit("09:00", ref="v1", phone=PHONE, buyer=False)
    assert (answer["assigned_to"], answer["basis"], answer["owner"]) == ("a", "turn", None)
    assert floor.owner_of(PHONE) is None
    assert floor.queue() == ["b", "a"]


@pytest.mark.fault("D19")
def test_a_phone_left_later_by_who_does_not_buy_founds_no_claim(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", buyer=False)
    assert floor.give("leave_phone", by="a", ref="v1", phone=PHONE)["owner"] is None


@pytest.mark.fault("D19")
def test_a_waiting_customer_who_does_not_buy_founds_none_either(floor: Floor) -> None:
    floor.visit("09:00", ref="v1", phone=PHONE, buyer=False)
    floor.sign_in("a", at="09:05")
    assert floor.owner_of(PHONE) is None


@pytest.mark.django_db
@pytest.mark.fault("D19")
def test_a_site_may_let_them_found_claims_and_return_the_turn() -> None:
    policy = {"claim.of_no_buyer": True, "turn.returned_for": ["not_a_buyer"]}
    floor = Floor(policy=policy)
    floor.sign_in("a", "b")
    assert floor.visit("09:00", ref="v1", phone=PHONE, buyer=False)["owner"] == "a"
    floor.end("v1", "09:10", outcome="not_a_buyer")
    assert floor.queue() == ["a", "b"]


def test_an_old_customer_who_does_not_buy_today_stays_the_owners(floor: Floor) -> None:
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=PHONE)
    floor.end("v1", "09:10")
    answer = floor.visit("10:00", ref="v2", phone=PHONE, buyer=False)
    assert (answer["basis"], answer["owner"]) == ("own", "a")

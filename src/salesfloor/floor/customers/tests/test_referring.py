"""A phone has one referrer; whether thanks will be due is answered at once (3.5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from salesfloor.kernel.messages import api as messages

if TYPE_CHECKING:
    from salesfloor.base.commands import Answer
    from tests.floor_builder import Floor

OLD = "138 0013 8000"
FRIEND = "139 0013 9000"
STRANGER = "137 0013 7000"


@pytest.fixture
def registered(floor: Floor) -> Floor:
    """Return a floor with an old customer of `a` in its register."""
    floor.sign_in("a", "b")
    floor.visit("09:00", ref="v1", phone=OLD)
    return floor


def refer(floor: Floor, by: str, referrer: str, phone: str) -> Answer:
    return floor.give("refer", by=by, referrer=referrer, phone=phone, name="Friend")


@pytest.mark.fault("X22")
def test_a_referral_says_whether_it_counts(registered: Floor) -> None:
    assert refer(registered, "b", OLD, FRIEND) == {"owner": "b", "counts": True}
    assert refer(registered, "a", OLD, FRIEND) == {
        "owner": "b",
        "counts": False,
        "why": "referred_before",
    }
    known = refer(registered, "b", FRIEND, OLD)
    assert known == {"owner": "a", "counts": False, "why": "known"}


@pytest.mark.fault("X22")
def test_a_phone_out_of_the_air_is_told_to_the_manager(registered: Floor) -> None:
    answer = refer(registered, "b", STRANGER, FRIEND)
    assert answer == {"owner": "b", "counts": False, "why": "referrer_unknown"}
    manager = registered.actor("manager").staff_id or 0
    assert [one.clause for one in messages.inbox(manager)] == ["3.5.4"]


@pytest.mark.fault("X22")
def test_people_counted_as_one_do_not_refer_each_other(registered: Floor) -> None:
    registered.give("relate", by="b", phone=OLD, other=FRIEND, relation="spouse")
    answer = refer(registered, "b", OLD, FRIEND)
    assert answer == {"owner": "a", "counts": False, "why": "same_customer"}


@pytest.mark.fault("X22")
def test_a_referral_is_not_renewed_by_another(registered: Floor) -> None:
    refer(registered, "b", OLD, FRIEND)
    registered.days_on(9)
    registered.wait_until("09:00")
    assert registered.owner_of(FRIEND) is None
    again = refer(registered, "b", OLD, FRIEND)
    assert again == {"owner": None, "counts": False, "why": "referred_before"}
    assert registered.owner_of(FRIEND) is None


@pytest.mark.fault("X9")
def test_a_registration_that_was_undone_makes_nobody_known(registered: Floor) -> None:
    registered.visit("10:00:00", ref="wrong", phone=FRIEND)
    registered.give("undo", by="desk", at="10:01:00", ref="wrong")
    assert refer(registered, "b", OLD, FRIEND)["counts"] is True


def test_a_referral_taken_back_ends_its_claim_and_can_be_recorded_anew(registered: Floor) -> None:
    refer(registered, "b", OLD, FRIEND)
    taken = registered.give("take_back_referral", by="manager", phone=FRIEND, reason="wrong phone")
    assert taken == {"owner": None}
    assert [one.clause for one in messages.inbox(registered.actor("b").staff_id or 0)] == ["3.5.4"]
    again = registered.refusal(
        "take_back_referral", by="manager", phone=FRIEND, reason="wrong phone"
    )
    assert again.clause == "input"
    assert refer(registered, "a", OLD, FRIEND) == {"owner": "a", "counts": True}


def test_a_referral_taken_back_leaves_a_claim_that_a_visit_carries(registered: Floor) -> None:
    refer(registered, "b", OLD, FRIEND)
    registered.visit("10:00", ref="v2", phone=FRIEND)
    taken = registered.give("take_back_referral", by="manager", phone=FRIEND, reason="not sent")
    assert taken == {"owner": "b"}


def test_only_a_manager_takes_a_referral_back(registered: Floor) -> None:
    refer(registered, "b", OLD, FRIEND)
    refused = registered.refusal("take_back_referral", by="b", phone=FRIEND, reason="mine")
    assert refused.clause == "access"
    assert registered.owner_of(FRIEND) == "b"

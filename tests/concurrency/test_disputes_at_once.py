"""What is scarce about disputes and exports, under several hands at once."""

from __future__ import annotations

from functools import partial

import pytest

from salesfloor.floor.customers.models import ClaimShare, FollowUp, Relation
from salesfloor.floor.disputes.models import Dispute
from salesfloor.kernel.consent import api as consent
from tests.concurrency.crowd import Result, at_once, give
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db(transaction=True)
ONE, WIFE = "13805712201", "13905713302"


@pytest.fixture
def floor() -> Floor:
    floor = Floor()
    floor.sign_in("a", "b")
    floor.visit("09:05", ref="v1", phone=ONE)
    floor.end("v1", at="09:06")
    floor.visit("09:10", ref="v2", phone=WIFE)
    floor.end("v2", at="09:11")
    floor.give("relate", by="b", phone=WIFE, other=ONE, relation="spouse")
    return floor


@pytest.mark.clause("3.5.1", "kept")
def test_one_case_a_customer_whoever_is_first(floor: Floor) -> None:
    a, b, at = floor.actor("a"), floor.actor("b"), floor.now
    acts = [
        partial(give, a, at, "dispute", phone=ONE, against="b"),
        partial(give, b, at, "dispute", phone=WIFE, against="a"),
    ] * 3
    results = at_once(acts, people=6)
    assert {what for what, _ in results} == {"done"}
    assert {answer["case"] for _, answer in results} == {1}
    assert Dispute.objects.get().parties.count() == 2


@pytest.mark.case(11)
@pytest.mark.clause("3.5.1", "refused")
def test_decided_once(floor: Floor) -> None:
    floor.give("dispute", by="b", phone=WIFE, against="a")
    floor.give("agree_share", by="a", case=1, shares=None)
    manager, director, at = floor.actor("manager"), floor.actor("director"), floor.now
    acts = [
        partial(give, who, at, "decide", case=1, shares=shares, reason="so")
        for who, shares in (
            (manager, {"a": 1}),
            (director, {"b": 1}),
            (manager, {"a": 0.5, "b": 0.5}),
        )
    ]
    results = at_once(acts, people=3)
    assert sorted(what for what, _ in results) == ["done", "refused", "refused"]
    assert {clause for what, clause in results if what == "refused"} == {"input"}
    assert sum(ClaimShare.objects.filter(ended_at=None).values_list("hundredths", flat=True)) == 100


@pytest.mark.case(10)
@pytest.mark.clause("3.5.0", "kept")
def test_two_phones_are_confirmed_once(floor: Floor) -> None:
    floor.give("same_customer", by="a", phone=ONE, other="13705714403", reason="his")
    at = floor.now
    acts = [
        partial(give, floor.actor(who), at, "confirm_same", request=1, same=True, reason="seen")
        for who in ("manager", "director")
    ] * 2
    results = at_once(acts, people=4)
    assert sorted(what for what, _ in results) == ["done", "refused", "refused", "refused"]
    assert Relation.objects.filter(relation="same_customer").count() == 2


@pytest.mark.clause("7.2.2", "refused")
def test_an_export_is_taken_once(floor: Floor) -> None:
    floor.give("request_export", by="a", what="customers", phones="masked", reason="to plan")
    acts = [partial(give, floor.actor("a"), floor.now, "take_export", export=1)] * 5
    results = at_once(acts, people=5)
    assert sorted(what for what, _ in results) == ["done"] + ["refused"] * 4


@pytest.mark.clause("3.4.3.5", "refused")
def test_one_look_at_a_time(floor: Floor) -> None:
    def look() -> Result:
        with consent.taken_as_given():
            given = {"phone": ONE, "with": "manager"}
            return give(floor.actor("b"), floor.now, "look", **given)

    results = at_once([look] * 4, people=4)
    assert sorted(what for what, _ in results) == ["done"] + ["refused"] * 3


@pytest.mark.case(8)
@pytest.mark.clause("3.5.1", "kept")
def test_a_decision_and_a_follow_up_come_one_after_the_other(floor: Floor) -> None:
    """The manager gives the customer away while the owner writes: nothing written is lost, or it is refused."""
    floor.give("dispute", by="b", phone=WIFE, against="a")
    floor.give("agree_share", by="a", case=1, shares=None)
    floor.issue_books("a")
    at = floor.moment("10:00")
    floor.wait_until(at)
    written = partial(
        give, floor.actor("a"), at, "follow_up", phone=ONE, method="call", note="rang"
    )
    decided = partial(
        give, floor.actor("manager"), at, "decide", case=1, shares={"b": 1}, reason="his"
    )

    [wrote, told] = at_once([written, decided])

    assert told[0] == "done"
    assert wrote[0] == "done" or wrote == ("refused", "3.4.3.5")
    lines = FollowUp.objects.filter(customer__phone=ONE).count()
    assert lines == (wrote[0] == "done")
    shown = floor.ask("dispute_case", by="manager", at=floor.now, case=1)
    seen = [one for one in shown["evidence"] if one["what"] == "follow_up"]
    assert len(seen) == lines
    assert floor.owner_of(ONE, at=floor.now) == "b"
    assert floor.ask("verify", at=floor.now)["ok"]

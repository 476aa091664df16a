"""From the quarrel to the end of it: who is tied, what is read, what a decision does (3.5.1)."""

from __future__ import annotations

import pytest

from salesfloor.floor.customers.models import Claim
from salesfloor.floor.disputes.facts import facts_of
from salesfloor.floor.disputes.models import Dispute
from salesfloor.kernel.work.models import WorkItem
from tests.floor_builder import Floor

pytestmark = pytest.mark.django_db
ONE, WIFE, SISTER = "13805712201", "13905713302", "13705714403"


@pytest.fixture
def floor() -> Floor:
    """A customer of a's, whose wife b received and who was received by b as a courtesy."""
    floor = Floor()
    floor.sign_in("a", "b", "c")
    floor.issue_books("a", "b")
    floor.visit("09:05", ref="v1", phone=ONE)
    floor.end("v1", at="09:06")
    floor.visit("09:10", ref="v2", phone=WIFE)
    floor.end("v2", at="09:11")
    floor.give("relate", by="b", phone=WIFE, other=ONE, relation="spouse")
    return floor


def opened(floor: Floor) -> int:
    number: int = floor.give("dispute", by="b", phone=WIFE, against="a")["case"]
    return number


def by_itself(floor: Floor, name: str) -> int:
    return len([one for one in floor.happenings if one.name == name])


def test_whoever_got_a_claim_by_passing_on_is_tied_to_the_customer(floor: Floor) -> None:
    floor.give(
        "hand_over_customers", by="manager", who="a", phones=[ONE], to="c", reason="a goes on leave"
    )
    assert floor.refusal("dispute", by="d", phone=ONE, against="c").clause == "3.5.1"
    assert floor.give("dispute", by="c", phone=ONE, against="b")["case"] == 1


def test_failure_is_the_managers_at_once_and_only_once(floor: Floor) -> None:
    case = opened(floor)
    floor.give("agree_share", by="a", case=case, shares=None)
    floor.give("agree_share", by="b", case=case, shares=None)
    floor.days_on(5)
    floor.wait_until("09:00")

    assert by_itself(floor, "case_to_manager") == 1
    assert WorkItem.objects.filter(kind="dispute", settled_at=None).count() == 1


def test_after_failure_parties_may_still_agree(floor: Floor) -> None:
    case = opened(floor)
    floor.give("agree_share", by="a", case=case, shares=None)
    shares = {"a": 0.3, "b": 0.7}
    assert not floor.give("agree_share", by="a", case=case, shares=shares)["settled"]
    assert floor.give("agree_share", by="b", case=case, shares=shares)["settled"]

    told = floor.ask("owner_of", by="manager", phone=ONE)
    assert (told["owner"], told["clause"], told["shares"]) == ("b", "3.5.1", shares)
    assert (
        floor.refusal("decide", by="manager", case=case, shares=shares, reason="x").clause
        == "input"
    )


def test_a_decision_ends_what_others_claim_of_the_same_customer(floor: Floor) -> None:
    case = opened(floor)
    floor.give("agree_share", by="a", case=case, shares=None)
    before = Claim.objects.get(phone=ONE)
    floor.give("decide", by="director", case=case, shares={"c": 1}, reason="c sold them the first")

    after = Claim.objects.get(phone=ONE)
    assert (after.made_at, after.lapses_at, after.kind) == (
        before.made_at,
        before.lapses_at,
        before.kind,
    )
    assert Claim.objects.get(phone=WIFE).end == "WITHDRAWN"
    assert floor.owner_of(WIFE) == floor.owner_of(ONE) == "c"


def test_a_claim_is_founded_where_none_stands(floor: Floor) -> None:
    case = opened(floor)
    floor.days_on(20)
    floor.give("decide", by="manager", case=case, shares={"b": 1}, reason="b called", at="10:00")

    told = floor.ask("owner_of", by="manager", phone=WIFE)
    assert (told["owner"], told["basis"]) == ("b", "visit")
    assert told["valid_until"] == "2026-03-29"


def test_shares_end_with_the_claim(floor: Floor) -> None:
    case = opened(floor)
    for by in ("a", "b"):
        floor.give("agree_share", by=by, case=case, shares={"a": 0.5, "b": 0.5})
    assert floor.ask("owner_of", by="manager", phone=ONE)["owner"] == "a"
    floor.days_on(20)
    told = floor.ask("owner_of", by="manager", phone=ONE, at="10:00")
    assert (told["owner"], told["shares"]) == (None, {})


def test_nothing_is_frozen(floor: Floor) -> None:
    opened(floor)
    floor.days_on(7)
    floor.wait_until("23:59")
    assert floor.owner_of(ONE, at=floor.now) == "a"
    floor.days_on(1)
    assert floor.owner_of(ONE, at="00:00") is None


def test_a_customer_has_one_open_case(floor: Floor) -> None:
    case = opened(floor)
    joined = floor.give("dispute", by="a", phone=ONE, against="b", other=SISTER)
    assert joined["case"] == case
    assert Dispute.objects.get().others == sorted([ONE, SISTER])


def test_who_is_gone_leaves_the_decision_to_the_manager(floor: Floor) -> None:
    case = opened(floor)
    floor.give("return_book", by="admin", book=1)
    floor.give("leave_job", by="manager", who="a", hand_over_to="c")
    told = floor.give(
        "decide", by="manager", case=case, shares={"b": 0.4, "c": 0.6}, reason="c has it"
    )
    assert told["owner"] == "c"


def test_any_relation_ties_but_only_counted_ones_are_read(floor: Floor) -> None:
    floor.give("relate", by="desk", phone=ONE, other=SISTER, relation="sibling")
    floor.visit("09:30", ref="v3", phone=SISTER)
    floor.end("v3", at="09:31")
    case = floor.give("dispute", by="c", phone=ONE, against="a")["case"]

    told = floor.ask("dispute_case", by="c", case=case)

    assert {piece["who"] for piece in told["evidence"]} == {"a", "b", "c"}
    assert told["readings"]["last_visit"]["owner"] == "b"


def test_referrals_tie_and_stand_on_the_time_line(floor: Floor) -> None:
    floor.give("refer", by="a", referrer=ONE, phone=SISTER, name="Sister")
    [referral] = [
        fact for fact in facts_of(floor.site_id or 0, {SISTER}) if fact.what == "referral"
    ]
    assert (referral.register, referral.register_no) == ("claims", 2)


def test_attempts_that_reached_nobody_count_in_their_reading(floor: Floor) -> None:
    floor.give("follow_up", by="a", phone=ONE, method="call", note="nobody", reached=False)
    floor.days_on(6)
    note = {"phone": ONE, "method": "message", "note": "nobody", "reached": False}
    floor.give("follow_up", by="a", at="10:00", **note)
    floor.days_on(3)
    floor.sign_in("b")
    floor.visit("10:00", ref="v4", phone=ONE)
    case = floor.give("dispute", by="a", phone=ONE, against="b")["case"]
    readings = floor.ask("dispute_case", by="manager", case=case)["readings"]
    assert readings["by_rule"]["owner"] == "b"
    assert readings["attempts_count"]["owner"] == "a"
    assert readings["last_contact"]["owner"] is None


def paid(floor: Floor, amount: str, **more: str) -> None:
    money = {"phone": ONE, "unit": "U1", "amount": amount, "method": "cash", "source": "own"}
    floor.give("deposit", by="finance", **money, **more)


def test_disputes_come_in_time_after_the_deposit(floor: Floor) -> None:
    floor.give(
        "policy", by="manager", name="dispute.raise_within_days", value=2, from_="2026-03-02"
    )
    floor.give("unit", code="U1", layout="3+1", area="89.5", price="1000000")
    paid(floor, "20000", due="20000")
    floor.days_on(2)
    case = floor.give("dispute", by="b", phone=ONE, against="a", at="23:59")["case"]
    told = floor.ask("dispute_case", by="b", case=case)
    assert told["evidence"][-1]["register"] == "receipt"
    assert told["evidence"][-1]["who"] == "finance"
    floor.give("withdraw_dispute", by="b", case=case, reason="none")
    floor.days_on(1)
    assert floor.refusal("dispute", by="b", phone=ONE, against="a", at="09:00").clause == "3.5.1"


def test_a_decision_holds_for_open_deals_and_those_begun_later(floor: Floor) -> None:
    for code in ("U1", "U2"):
        floor.give("unit", code=code, layout="3+1", area="89.5", price="1000000")
    paid(floor, "5000", due="20000")
    case = opened(floor)
    floor.give("agree_share", by="a", case=case, shares=None)
    floor.give("decide", by="manager", case=case, shares={"a": 0.2, "b": 0.8}, reason="b sold it")

    deal = floor.ask("deal", by="manager", unit="U1")
    assert (deal["owner"], deal["shares"]) == ("b", {"a": 0.2, "b": 0.8})
    money = {"amount": "5000", "due": "20000", "method": "cash", "source": "own"}
    floor.give("deposit", by="finance", phone=WIFE, unit="U2", **money)
    assert floor.ask("deal", by="manager", unit="U2")["shares"] == {"a": 0.2, "b": 0.8}

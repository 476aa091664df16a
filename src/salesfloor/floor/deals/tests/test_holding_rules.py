"""Deposits and holds as rules: who takes them, what a unit lets, the last instant, what is worth a look."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from salesfloor.base.posts import Post
from salesfloor.floor.deals.choices import Caution
from salesfloor.floor.deals.rules import holding as rules
from salesfloor.floor.deals.rules.holding import HoldFacts, Paid, UnitFacts

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize("post", list(Post))
def test_who_takes_a_deposit(post: Post) -> None:
    own = post in {Post.MANAGER, Post.FINANCE}
    assert bool(rules.may_take_deposit(post, is_designated=False)) is own
    assert rules.may_take_deposit(post, is_designated=True)
    assert bool(rules.may_take_where_finance_does(post)) is (post is Post.FINANCE)


@pytest.mark.parametrize(
    ("unit", "clause"),
    [
        (UnitFacts("U", "available"), None),
        (UnitFacts("U", "available", is_kept=True), "3.5.5"),
        (UnitFacts("U", "held", is_own=True), None),
        (UnitFacts("U", "held"), "3.5.5"),
        (UnitFacts("U", "subscribed", is_own=True), "3.5.5"),
        (UnitFacts("U", "contracted"), "3.5.5"),
        (UnitFacts("U", "withheld"), "input"),
        (UnitFacts("U", "available", is_permitted=False), "input"),
    ],
)
def test_what_a_unit_lets(unit: UnitFacts, clause: str | None) -> None:
    refusing = [one for one in (rules.may_be_sold(unit), rules.may_hold(unit)) if not one]
    assert (refusing[0].clause if refusing else None) == clause


@pytest.mark.case(25)
@pytest.mark.parametrize(
    ("hold", "at", "in_time"),
    [
        (HoldFacts(100, 500, AT), AT, True),
        (HoldFacts(100, 500, AT), AT + INSTANT, False),
        (HoldFacts(500, 500, AT), AT + INSTANT, True),
        (HoldFacts(), AT, True),
    ],
)
def test_the_last_instant_is_in_time(hold: HoldFacts, at: datetime, *, in_time: bool) -> None:
    assert bool(rules.may_pay_in_time(hold, at)) is in_time


@pytest.mark.parametrize(
    ("given", "agreed", "allowed"),
    [
        (None, None, False),
        (1000, None, True),
        (1001, None, False),
        (None, 500, True),
        (500, 500, True),
        (499, 500, False),
    ],
)
def test_the_deposit_is_agreed_once(
    given: int | None, agreed: int | None, *, allowed: bool
) -> None:
    assert bool(rules.may_agree(given, list_fen=1000, agreed_fen=agreed)) is allowed


@pytest.mark.parametrize(
    ("paid", "amount", "allowed"),
    [(0, 4999_99, False), (0, 5000_00, True), (49_000_00, 1000_00, True), (45_000_00, 1_00, False)],
)
def test_the_least_part(paid: int, amount: int, *, allowed: bool) -> None:
    hold = HoldFacts(paid, 50_000_00)
    verdict = rules.may_pay_so_little(amount, hold=hold, due_fen=50_000_00, least=5000)
    assert bool(verdict) is allowed


@pytest.mark.case(72)
@pytest.mark.parametrize(
    ("paid", "percent", "found"),
    [
        (Paid(40_000_00, 40_000_00, 200_000_00), 20, []),
        (Paid(40_000_01, 40_000_01, 200_000_00), 20, [Caution.OVER_PERCENT]),
        (Paid(1_00, 40_000_01, 200_000_00), 20, [Caution.OVER_PERCENT]),
        (Paid(60_00, 50_00, 200_000_00), 20, [Caution.DIFFERS]),
    ],
)
def test_what_is_worth_a_look(paid: Paid, percent: int, found: list[Caution]) -> None:
    told = rules.cautions(paid, percent=percent, has_owner=True, is_registered=True)
    assert told == found


def test_nobody_follows_and_no_register() -> None:
    told = rules.cautions(Paid(1, 2, 100), percent=20, has_owner=False, is_registered=False)
    assert told == [Caution.NO_OWNER, Caution.NOT_REGISTERED]


def test_more_time_counts_from_the_later_of_now_and_the_old_end() -> None:
    policy = {"deposit.complete_within_hours": 24}
    day = timedelta(hours=24)
    assert rules.extended_until(AT, AT - day, policy) == AT + day
    assert rules.extended_until(AT, AT + day, policy) == AT + 2 * day


@pytest.mark.clause("3.2.4.4", "kept")
@pytest.mark.parametrize(
    ("owner", "decided", "courtesy", "share", "expected"),
    [
        ("a", None, None, 50, {"a": 100}),
        ("a", None, "b", 0, {"a": 100}),
        ("a", None, "b", 30, {"a": 70, "b": 30}),
        ("a", None, "b", 100, {"b": 100}),
        ("a", None, "a", 30, {"a": 100}),
        ("a", {"a": 50, "c": 50}, "b", 30, {"a": 50, "c": 50}),
        (None, None, None, 50, {}),
    ],
)
def test_whose_deal(
    owner: str | None,
    decided: dict[str, int] | None,
    courtesy: str | None,
    share: int,
    expected: dict[str, int],
) -> None:
    found = rules.shares_of(owner, decided=decided, courtesy=courtesy, courtesy_share=share)
    assert found == expected

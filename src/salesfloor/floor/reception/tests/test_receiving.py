"""What may be done around a reception; allowed and refused side by side."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from salesfloor.base.posts import Post
from salesfloor.base.verdicts import Verdict
from salesfloor.floor.reception.rules import receiving

TWO_MINUTES = timedelta(minutes=2)


def said(verdict: Verdict) -> tuple[bool, str]:
    return bool(verdict), verdict.clause


@pytest.mark.clause("3.2.1.1", "kept")
@pytest.mark.clause("3.2.1.1", "refused")
@pytest.mark.parametrize(("is_signed_in", "allowed"), [(False, True), (True, False)])
def test_may_sign_in(*, is_signed_in: bool, allowed: bool) -> None:
    assert said(receiving.may_sign_in(is_signed_in=is_signed_in)) == (allowed, "3.2.1.1")


@pytest.mark.clause("3.2.3.6", "kept")
@pytest.mark.clause("3.2.3.6", "refused")
@pytest.mark.parametrize(("is_engaged", "allowed"), [(False, True), (True, False)])
def test_a_reception_is_not_broken_off(*, is_engaged: bool, allowed: bool) -> None:
    assert said(receiving.may_break_off(is_engaged=is_engaged)) == (allowed, "3.2.3.6")
    given = receiving.may_be_given(is_engaged=is_engaged, who="a")
    assert said(given) == (allowed, "3.2.3.6")


@pytest.mark.clause("7.1.12", "kept")
@pytest.mark.clause("7.1.12", "refused")
@pytest.mark.parametrize(
    ("others", "is_open", "allowed"),
    [(1, True, True), (0, True, False), (0, False, True), (3, False, True)],
)
def test_may_leave_floor(others: int, *, is_open: bool, allowed: bool) -> None:
    verdict = receiving.may_leave_floor(others_present=others, is_open=is_open)
    assert said(verdict) == (allowed, "7.1.12")


@pytest.mark.clause("3.2.1.2", "kept")
@pytest.mark.clause("3.2.1.2", "refused")
@pytest.mark.clause("7.2.10", "refused")
@pytest.mark.parametrize("post", Post)
def test_only_managers_override(post: Post) -> None:
    allowed = post in {Post.MANAGER, Post.DIRECTOR, Post.GENERAL_MANAGER}
    assert said(receiving.may_override(post)) == (allowed, "3.2.1.2")


@pytest.mark.clause("3.2.1.2", "kept")
@pytest.mark.clause("3.2.1.2", "refused")
@pytest.mark.parametrize(
    ("passed", "allowed"),
    [
        (timedelta(0), True),
        (TWO_MINUTES - timedelta(microseconds=1), True),
        (TWO_MINUTES, True),
        (TWO_MINUTES + timedelta(microseconds=1), False),
    ],
)
def test_may_take_back(passed: timedelta, *, allowed: bool) -> None:
    verdict = receiving.may_take_back(passed=passed, limit=TWO_MINUTES)
    assert said(verdict) == (allowed, "3.2.1.2")


@pytest.mark.clause("3.2.1.1", "refused")
@pytest.mark.parametrize(
    ("is_signed_in", "is_away", "allowed"),
    [(True, False, True), (False, False, False), (True, True, False)],
)
def test_may_be_named(*, is_signed_in: bool, is_away: bool, allowed: bool) -> None:
    verdict = receiving.may_be_named(is_signed_in=is_signed_in, is_away=is_away, who="a")
    assert said(verdict) == (allowed, "3.2.1.1")


@pytest.mark.clause("9.1.2.2", "kept")
@pytest.mark.clause("9.1.2.2", "refused")
@pytest.mark.parametrize(
    ("staff", "approved_by", "allowed"),
    [
        (1, None, True),
        (2, None, False),
        (2, Post.LEAD, False),
        (2, Post.MANAGER, True),
        (2, Post.DIRECTOR, True),
        (3, None, False),
        (3, Post.MANAGER, False),
        (3, Post.GENERAL_MANAGER, False),
    ],
)
def test_may_assist(staff: int, approved_by: Post | None, *, allowed: bool) -> None:
    verdict = receiving.may_assist(staff=staff, approved_by=approved_by, usual=2, never_more=3)
    assert said(verdict) == (allowed, "9.1.2.2")


@pytest.mark.parametrize("post", Post)
def test_who_gives_leave(post: Post) -> None:
    allowed = post in {Post.LEAD, Post.MANAGER, Post.DIRECTOR, Post.GENERAL_MANAGER}
    assert said(receiving.may_excuse(post)) == (allowed, "access")


@pytest.mark.parametrize("post", Post)
@pytest.mark.parametrize("is_theirs", [True, False])
def test_who_ends_and_who_takes_back(post: Post, *, is_theirs: bool) -> None:
    always = post in {Post.DESK, Post.MANAGER, Post.DIRECTOR, Post.GENERAL_MANAGER}
    expected = (is_theirs or always, "access")
    assert said(receiving.may_close(post, is_receiver=is_theirs)) == expected
    assert said(receiving.may_undo(post, registered=is_theirs)) == expected


@pytest.mark.clause("9.3.2.3", "kept")
@pytest.mark.clause("9.3.2.3", "refused")
@pytest.mark.parametrize(
    ("outcome", "need", "problem", "allowed"),
    [
        ("negotiated", "two rooms", "price", True),
        ("negotiated", "two rooms", "", False),
        ("negotiated", "", "price", False),
        ("negotiated", "", "", False),
        ("no_deal", "", "", True),
        ("left", "", "", True),
        ("deal", "", "", True),
        ("not_a_buyer", "", "", True),
    ],
)
def test_may_end_negotiated(outcome: str, need: str, problem: str, *, allowed: bool) -> None:
    verdict = receiving.may_end_negotiated(outcome, need=need, problem=problem)
    assert said(verdict) == (allowed, "9.3.2.3")


@pytest.mark.clause("9.5.2.2", "kept")
@pytest.mark.clause("9.5.2.2", "refused")
@pytest.mark.parametrize(
    ("outcome", "reason", "allowed"),
    [
        ("no_deal", "price", True),
        ("no_deal", "", False),
        ("negotiated", "", True),
        ("left", "", True),
    ],
)
def test_may_end_without_deal(outcome: str, reason: str, *, allowed: bool) -> None:
    verdict = receiving.may_end_without_deal(outcome, reason=reason)
    assert said(verdict) == (allowed, "9.5.2.2")


@pytest.mark.clause("9.1.1.4", "kept")
def test_missing_particulars() -> None:
    facts = [("grade", "B"), ("area", ""), ("medium", "radio"), ("phone", "")]
    assert receiving.missing_particulars(facts) == ["area", "phone"]


@pytest.mark.clause("3.6.2.2", "kept")
@pytest.mark.clause("3.6.2.2", "refused")
@pytest.mark.parametrize(("minutes", "within"), [(1, True), (5, True), (6, False)])
def test_private_calls(minutes: int, *, within: bool) -> None:
    verdict = receiving.within_private_call(minutes=minutes, limit=5)
    assert said(verdict) == (within, "3.6.2.2")


@pytest.mark.clause("9.1.1.2", "kept")
@pytest.mark.parametrize(("seconds", "counted"), [(0, 0), (59.9, 59), (61, 61), (-5, 0)])
def test_seconds_to_greet(seconds: float, counted: int) -> None:
    arrived = datetime(2026, 3, 2, 1, 5, tzinfo=UTC)
    assert receiving.seconds_to_greet(arrived, arrived + timedelta(seconds=seconds)) == counted


@pytest.mark.clause("9.1.2.3", "kept")
@pytest.mark.parametrize(
    ("trade", "asked"),
    [
        ("real_estate", ("address", "employer")),
        ("showroom", ("address", "employer", "vehicle")),
        ("bank_cards", ("address", "employer")),
        ("pharma", ("address",)),
        ("event", ("address",)),
    ],
)
def test_what_those_who_do_not_buy_are_asked(trade: str, asked: tuple[str, ...]) -> None:
    assert receiving.particulars_of_no_buyer(trade) == asked


@pytest.mark.clause("3.2.4.2", "refused")
@pytest.mark.parametrize(
    ("basis", "allowed"), [("courtesy", True), ("turn", False), ("own", False), ("waiting", False)]
)
def test_may_be_neglected(basis: str, *, allowed: bool) -> None:
    assert bool(receiving.may_be_neglected(basis)) is allowed

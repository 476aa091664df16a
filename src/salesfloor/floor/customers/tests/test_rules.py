"""Whose customer, since when, until when: the claims as tables (3.3, 3.5)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from salesfloor.base.china_time import CHINA, start_of
from salesfloor.base.posts import Post
from salesfloor.base.verdicts import Verdict
from salesfloor.floor.customers import rules
from salesfloor.floor.customers.rules import ClaimFacts

POLICY: dict[str, Any] = {
    "visit.follow_up_within_days": 7,
    "call.visit_within_days": 7,
    "claim.hard_cap_days": 0,
    "claim.count_from": "next_day",
    "claim.day_unit": "calendar",
    "claim.holiday": "keep",
    "claim.cut_off": "midnight",
}
HOUSE = rules.House(lambda day: day.weekday() < 5, lambda: time(18))
MARCH_2 = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=CHINA)
DAY = timedelta(days=1)


def claim(number: int, owner: int, *, made: int = 0, stands: bool = True) -> ClaimFacts:
    """Return a claim made so many minutes after noon."""
    made_at = NOON - 10 * DAY + timedelta(minutes=made)
    lapses_at = NOON + (DAY if stands else -DAY)
    return ClaimFacts(number, f"1380000000{number}", "own", owner, "visit", made_at, lapses_at)


def said(verdict: Verdict) -> tuple[bool, str]:
    return bool(verdict), verdict.clause


@pytest.mark.case(21)
@pytest.mark.case(22)
@pytest.mark.parametrize("kind", ["visit", "call", "referral"])
@pytest.mark.parametrize(
    ("counted_at", "lapses_on"),
    [
        ("2026-03-02T00:00:00", date(2026, 3, 10)),
        ("2026-03-02T23:59:59.999999", date(2026, 3, 10)),
        ("2026-03-03T00:00:00", date(2026, 3, 11)),
        ("2028-02-22T09:00:00", date(2028, 3, 1)),
        ("2026-12-30T09:00:00", date(2027, 1, 7)),
    ],
)
def test_a_claim_stands_to_the_end_of_its_last_day(
    kind: str, counted_at: str, lapses_on: date
) -> None:
    at = datetime.fromisoformat(counted_at).replace(tzinfo=CHINA)
    instant = rules.lapse_instant(kind, at, at, POLICY, HOUSE)
    assert instant == start_of(lapses_on)
    found = ClaimFacts(1, "13800138000", "own", 1, kind, at, instant)
    assert rules.standing([found], instant - timedelta(microseconds=1)) == [found]
    assert rules.standing([found], instant) == []


@pytest.mark.parametrize(
    ("kind", "policy", "last"),
    [
        ("visit", {"visit.follow_up_within_days": 3}, date(2026, 3, 5)),
        ("visit", {"call.visit_within_days": 3}, date(2026, 3, 9)),
        ("call", {"call.visit_within_days": 3}, date(2026, 3, 5)),
        ("referral", {"call.visit_within_days": 3}, date(2026, 3, 5)),
        ("call", {"visit.follow_up_within_days": 3}, date(2026, 3, 9)),
        ("visit", {"claim.hard_cap_days": 30}, date(2026, 3, 4)),
        ("visit", {"claim.hard_cap_days": 90}, date(2026, 3, 9)),
    ],
)
def test_each_days_parameter_moves_its_own_kind(
    kind: str, policy: dict[str, Any], last: date
) -> None:
    made_on = date(2026, 2, 2)
    assert rules.last_valid_day(kind, MARCH_2, made_on, POLICY | policy, HOUSE) == last


@pytest.mark.clause("3.5.0", "kept")
@pytest.mark.parametrize(
    ("_case", "claims", "owner"),
    [
        ("nobody's", [], None),
        ("the only one", [claim(1, 7)], 7),
        ("the earliest", [claim(1, 7, made=5), claim(2, 8, made=3)], 8),
        ("at the same moment the first made", [claim(2, 8), claim(1, 7)], 7),
        ("a lapsed one is none", [claim(1, 7, stands=False), claim(2, 8, made=3)], 8),
        ("all lapsed", [claim(1, 7, stands=False)], None),
    ],
)
def test_deciding(_case: str, claims: list[ClaimFacts], owner: int | None) -> None:
    found = rules.deciding(claims, NOON)
    assert (found.owner_id if found else None) == owner


@pytest.mark.clause("3.3.2.1", "kept")
@pytest.mark.parametrize(
    ("_case", "claims", "kept"),
    [
        ("nothing to keep", [], []),
        ("all of the owner's", [claim(1, 7), claim(2, 7, made=9)], [1, 2]),
        ("none of another's", [claim(1, 7), claim(2, 8, made=9)], [1]),
        ("no lapsed one", [claim(1, 7, stands=False), claim(2, 8, made=9)], [2]),
    ],
)
def test_kept_alive(_case: str, claims: list[ClaimFacts], kept: list[int]) -> None:
    assert [one.id for one in rules.kept_alive(claims, NOON)] == kept


@pytest.mark.clause("3.5.2", "kept")
@pytest.mark.clause("3.5.3", "kept")
@pytest.mark.parametrize(
    ("relation", "counts", "clause"),
    [
        ("spouse", True, "3.5.2"),
        ("parent", True, "3.5.2"),
        ("child", True, "3.5.2"),
        ("sibling", False, "3.5.2"),
        ("relative", False, "3.5.2"),
        ("shareholder", True, "3.5.3"),
        ("company", True, "3.5.3"),
        ("employee", False, "3.5.2"),
        ("employer", False, "3.5.2"),
    ],
)
def test_who_is_counted_as_one(relation: str, *, counts: bool, clause: str) -> None:
    counted = rules.counted_relations(["spouse", "parent", "child"])
    assert (relation in counted) is counts
    if counts:
        assert rules.clause_of_link(relation) == clause


def test_a_relation_counts_from_both_sides() -> None:
    assert {"parent", "child"} <= rules.counted_relations(["parent"])
    assert "spouse" not in rules.counted_relations(["parent"])
    for relation, inverse in rules.INVERSE.items():
        assert rules.INVERSE[inverse] == relation


@pytest.mark.clause("3.2.4.4", "kept")
@pytest.mark.clause("3.2.4.4", "refused")
@pytest.mark.parametrize(
    ("is_owner", "courtesy_only", "allowed"),
    [(True, False, True), (True, True, True), (False, False, True), (False, True, False)],
)
def test_may_follow_courtesy(*, is_owner: bool, courtesy_only: bool, allowed: bool) -> None:
    verdict = rules.may_follow_courtesy(is_owner=is_owner, courtesy_only=courtesy_only)
    assert said(verdict) == (allowed, "3.2.4.4")


@pytest.mark.clause("3.4.3.5", "kept")
@pytest.mark.clause("3.4.3.5", "refused")
@pytest.mark.parametrize(
    ("is_owner", "has_owner", "allowed"),
    [(True, True, True), (False, True, False), (False, False, False)],
)
def test_may_follow_up(*, is_owner: bool, has_owner: bool, allowed: bool) -> None:
    verdict = rules.may_follow_up(is_owner=is_owner, has_owner=has_owner)
    assert said(verdict) == (allowed, "3.4.3.5")


@pytest.mark.clause("3.4.3.5", "kept")
@pytest.mark.clause("3.4.3.5", "refused")
@pytest.mark.parametrize(
    ("is_owner", "reads_all", "allowed"),
    [(True, False, True), (False, True, True), (False, False, False)],
)
def test_may_open(*, is_owner: bool, reads_all: bool, allowed: bool) -> None:
    verdict = rules.may_open(is_owner=is_owner, has_owner=True, reads_all=reads_all)
    assert said(verdict) == (allowed, "3.4.3.5")


@pytest.mark.clause("3.4.3.1", "kept")
@pytest.mark.clause("3.4.3.1", "refused")
@pytest.mark.parametrize(
    ("has_book", "by_administration", "allowed"),
    [(False, True, True), (False, False, False), (True, True, False), (True, False, False)],
)
def test_books(*, has_book: bool, by_administration: bool, allowed: bool) -> None:
    issues = rules.may_issue_books(by_administration=by_administration)
    draws = rules.may_draw_book(has_book=has_book)
    assert (bool(issues) and bool(draws)) is allowed
    assert {issues.clause, draws.clause} == {"3.4.3.1"}
    assert said(rules.may_write_in_book(has_book=has_book)) == (has_book, "3.4.3.1")


@pytest.mark.parametrize(("book_out", "allowed"), [(None, True), (3, False)])
def test_may_leave(book_out: int | None, *, allowed: bool) -> None:
    assert said(rules.may_leave(book_out=book_out)) == (allowed, "3.4.3.6")


@pytest.mark.fault("D22")
@pytest.mark.parametrize(
    ("next_on", "allowed"),
    [(None, True), (date(2026, 3, 2), True), (date(2026, 3, 3), True), (date(2026, 3, 1), False)],
)
def test_may_plan(next_on: date | None, *, allowed: bool) -> None:
    assert said(rules.may_plan(next_on, today=date(2026, 3, 2))) == (allowed, "input")


@pytest.mark.fault("D22")
@pytest.mark.parametrize("post", list(Post))
def test_books_are_for_those_who_follow_up(post: Post) -> None:
    holds = rules.may_hold_book(post, who="a")
    assert said(holds) == (post is Post.SALESPERSON, "input")
